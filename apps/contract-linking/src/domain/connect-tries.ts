const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Wrong one-time passwords of one account for one customer number in 24 hours. */
export const MOST_TRIES = 5;
/** Wrong ones of all accounts together for one letter: far too few to find a code, far too many for one person to spoil a stranger's letter. */
export const MOST_TRIES_OF_ALL = 100;

/** So many tries in so many ms. */
export interface TriesLimit {
  most: number;
  within: number;
}

/** Of one account for one customer number. */
export const PER_NUMBER: TriesLimit = { most: MOST_TRIES, within: DAY };
/** Of one account for whatever numbers, right ones too: each costs a hash. */
export const PER_ACCOUNT: TriesLimit = { most: 300, within: HOUR };

/** Those that still count. */
export const countingAt = (times: readonly Date[], now: Date, { within } = PER_NUMBER): Date[] => times.filter((time) => now.getTime() - time.getTime() < within);

/** Until when no further try is admitted; undefined when one is. `times` oldest first. */
export function waitUntil(times: readonly Date[], now: Date, limit = PER_NUMBER): Date | undefined {
  const oldest = countingAt(times, now, limit).at(-limit.most);
  return oldest && new Date(oldest.getTime() + limit.within);
}
