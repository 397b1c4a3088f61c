/** Searches for other master administrators that found nobody, in writes of their own: counted before anybody is looked for. */
export abstract class SearchMissesStore {
  /** Counts one more; where there were too many within an hour it counts nothing and says until when to wait. */
  abstract take(accountId: string, now: Date): Promise<Date | undefined>;
  /** Somebody was found: what was counted at this moment counts no more. */
  abstract giveBack(accountId: string, at: Date): Promise<void>;
}
