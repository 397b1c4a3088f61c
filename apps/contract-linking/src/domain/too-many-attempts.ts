import { DomainError } from '#libs/kernel';

/** Refuses until then: with the seconds that are left, rounded up, one at least. */
export function tooManyAttempts(until: Date, now: Date): DomainError {
  return new DomainError('too-many-attempts', { params: { retryAfter: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000)) } });
}
