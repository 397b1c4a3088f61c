const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A mail that no server took for so long is given up. */
export const GIVE_UP_AFTER_MS = 72 * HOUR;

/** Short at first, for servers that turn everybody away once (greylisting), then ever longer; the last one repeats. */
const PAUSES = [5 * SECOND, 15 * SECOND, 45 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR];

interface Attempted {
  queuedAt: Date;
  expiresAt?: Date;
  /** Attempts so far, at least one. */
  attempts: number;
}

/** When a message is to be tried again after a failed attempt, or nothing when it is over. Spread by a tenth, so that mails do not come back as one crowd. */
export function nextAttempt(message: Attempted, now: Date, random: () => number = Math.random): Date | undefined {
  const pause = PAUSES[Math.min(message.attempts, PAUSES.length) - 1]! * (0.9 + 0.2 * random());
  const next = new Date(now.getTime() + Math.round(pause));
  return next < endOf(message) ? next : undefined;
}

/** Whether nothing is gained by another attempt: 72 hours are over, or what the mail says has ended. */
export function isOver(message: Omit<Attempted, 'attempts'>, now: Date): boolean {
  return now >= endOf(message);
}

function endOf({ queuedAt, expiresAt }: Omit<Attempted, 'attempts'>): Date {
  const giveUp = new Date(queuedAt.getTime() + GIVE_UP_AFTER_MS);
  return expiresAt && expiresAt < giveUp ? expiresAt : giveUp;
}
