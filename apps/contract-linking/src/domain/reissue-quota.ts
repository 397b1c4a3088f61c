import { tooManyAttempts } from './too-many-attempts.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SHARES = [{ within: HOUR, most: 10 }, { within: DAY, most: 20 }] as const;

/** How far back re-issued letters count (ms). */
export const REISSUE_MEMORY_MS = DAY;

/**
 * At most 10 letters an hour and 20 a day are re-issued for one customer number. `times` of the last day, oldest first.
 * @throws DomainError `too-many-attempts` until one more is admitted
 */
export function assertMayReissue(times: readonly Date[], now: Date): void {
  const waits = SHARES.map(({ within, most }) => {
    const counted = times.filter((time) => now.getTime() - time.getTime() < within);
    const oldest = counted.at(-most);
    return oldest ? oldest.getTime() + within - now.getTime() : 0;
  });
  const wait = Math.max(...waits);
  if (wait > 0) throw tooManyAttempts(new Date(now.getTime() + wait), now);
}
