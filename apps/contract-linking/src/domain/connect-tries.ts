const DAY = 24 * 3_600_000;

/** Wrong one-time passwords of one account for one customer number in 24 hours. */
export const MOST_TRIES = 5;
/** Wrong ones of all accounts together for one letter: far too few to find a code, far too many for one person to spoil a stranger's letter. */
export const MOST_TRIES_OF_ALL = 100;
/** How long tries count (ms). */
export const TRIES_MEMORY_MS = DAY;

/** Those that still count. */
export const countingAt = (times: readonly Date[], now: Date): Date[] => times.filter((time) => now.getTime() - time.getTime() < DAY);

/** Until when no further try is admitted; undefined when one is. `times` oldest first. */
export function waitUntil(times: readonly Date[], now: Date): Date | undefined {
  const oldest = countingAt(times, now).at(-MOST_TRIES);
  return oldest && new Date(oldest.getTime() + DAY);
}
