/** Under which rights are decided. */
export interface RightsTerms {
  now: Date;
  /** Transfers that may lie between a link and whoever passes a contract on to another master administrator, and one more. */
  maxTransferDepth: number;
}
