/** Counts tries before anything is compared, so that parallel guesses cannot slip through together. */
export abstract class SignInThrottleStore {
  /** Counts a try from one origin. While a pause runs nothing is counted, and its end is returned. */
  abstract countTry(originKey: string, now: Date): Promise<Date | undefined>;
  /** Counts a try on one account; how many there were in this clock hour and the one before. */
  abstract countAccountTry(accountKey: string, now: Date): Promise<number>;
  /** A success forgives what this origin got wrong before. */
  abstract clear(originKey: string): Promise<void>;
}
