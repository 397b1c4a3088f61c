import { DomainError, keyedHash } from '#libs/kernel';

/** Wrong tries before the first pause. */
export const FREE_TRIES = 5;
export const MAX_PAUSE_SECONDS = 15 * 60;
/** Over all origins, against guessing from many addresses. */
export const MAX_TRIES_PER_HOUR = 1_000;
/** A counter is forgotten when nobody has tried for this long (ms). */
export const THROTTLE_MEMORY_MS = 24 * 3_600_000;

/** Seconds of pause after so many tries without success: 2, 4, 8 … */
export function pauseAfter(tries: number): number {
  return tries < FREE_TRIES ? 0 : Math.min(MAX_PAUSE_SECONDS, 2 ** (tries - FREE_TRIES + 1));
}

/** Names what is counted without naming anybody: usernames that nobody has are counted alike. */
export class ThrottleKeys {
  constructor(private readonly key: Buffer) {}

  ofAccount(usernameKey: string): string {
    return keyedHash(this.key, usernameKey);
  }

  ofOrigin(usernameKey: string, ipPrefix: string): string {
    return keyedHash(this.key, `${usernameKey}\n${ipPrefix}`);
  }
}

export function tooManyAttempts(until: Date, now: Date): DomainError {
  return new DomainError('too-many-attempts', { params: { retryAfter: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000)) } });
}
