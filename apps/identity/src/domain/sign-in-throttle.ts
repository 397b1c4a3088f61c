import { DomainError, keyedHash } from '#libs/kernel';
import type { Account } from './account.js';

/** Wrong tries before the first pause. */
export const FREE_TRIES = 5;
export const MAX_PAUSE_SECONDS = 15 * 60;
/** Over all origins, against guessing from many addresses: with the tries that are under way never more than 1,000. */
export const MAX_FAILURES_PER_HOUR = 900;
/** A counter is forgotten when nobody has tried for this long (ms). */
export const THROTTLE_MEMORY_MS = 24 * 3_600_000;

/** Tries from one origin on one username. */
export interface Tries {
  count: number;
  lastAt: Date;
  pausedUntil: Date;
}

/** Seconds of pause after so many tries without success: 2, 4, 8 … */
export function pauseAfter(tries: number): number {
  return tries < FREE_TRIES ? 0 : Math.min(MAX_PAUSE_SECONDS, 2 ** (tries - FREE_TRIES + 1));
}

/** When the pause ends that so many tries lead to; a free try leaves none, whatever the clock of whoever asks. */
export function endOfPause(tries: number, now: Date): Date {
  return tries < FREE_TRIES ? new Date(0) : new Date(now.getTime() + 1_000 * pauseAfter(tries));
}

/** What forgives wrong tries: a success those from its own origin; a reset of the password and the hotline those from everywhere. */
export type Forgiveness = Pick<Account, 'signIns' | 'triesForgivenAt'>;

/** Tries from this origin that are not younger count no more. */
export function forgivenAt({ signIns, triesForgivenAt }: Forgiveness, origin: string): Date | undefined {
  const success = signIns.findLast((signIn) => signIn.origin === origin)?.at;
  return success && triesForgivenAt && success < triesForgivenAt ? triesForgivenAt : success ?? triesForgivenAt;
}

/** Until when nothing is tried. */
export function pausedUntil(tries: Tries | undefined, forgiven: Date | undefined, now: Date): Date | undefined {
  if (!tries || (forgiven && tries.lastAt <= forgiven)) return undefined;
  return now < tries.pausedUntil ? tries.pausedUntil : undefined;
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
