/** Tries are counted before anything is compared, so that parallel guesses cannot slip through together. */
export abstract class SignInThrottleStore {
  /** Counts a try from one origin, anew after `forgivenAt`. While a pause runs nothing is counted, and its end is returned. */
  abstract countTry(originKey: string, forgivenAt: Date | undefined, now: Date): Promise<Date | undefined>;
  /** Forgets the tries from one origin up to `at`, as a success would. */
  abstract forgive(originKey: string, at: Date): Promise<void>;
  /** Counts a failure on one username, over all origins and anew after `forgivenAt`; how many there were in this clock hour and the one before. */
  abstract countFailure(accountKey: string, forgivenAt: Date | undefined, now: Date): Promise<number>;
}
