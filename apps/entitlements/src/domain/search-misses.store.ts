/** Searches for other master administrators that found nobody, in writes of their own: counted before anybody is looked for. */
export abstract class SearchMissesStore {
  /** Counts one more under this id; where there were too many within an hour it counts nothing and says until when to wait. */
  abstract take(accountId: string, searchId: string, now: Date): Promise<Date | undefined>;
  /** Somebody was found: this search counts no more. */
  abstract giveBack(accountId: string, searchId: string): Promise<void>;
}
