/** Our copy of a contract, fed by contract-linking's facts. */
export interface KnownContract {
  accessNumber: string;
  customerNumber: string;
  product: string;
  validFrom: Date;
  terminatedAt?: Date;
  /** Version at its owner: what is not newer is ignored. */
  sequence: number;
}

/** A registration needs one that has not ended; one that starts later is good enough to prepare for it. */
export function isSuitable(contract: KnownContract, now: Date): boolean {
  return contract.terminatedAt === undefined || now < contract.terminatedAt;
}
