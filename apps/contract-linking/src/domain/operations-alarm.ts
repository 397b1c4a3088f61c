/** Tells operations what somebody should look at. Only after it was committed. */
export abstract class OperationsAlarm {
  abstract letterBlocked(what: { letterId: string; customerNumber: string }): void;
  /** Active contracts of the number have no connected account any more. */
  abstract lastAdministratorLeft(what: { accountId: string; customerNumber: string }): void;
}
