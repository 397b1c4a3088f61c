import { DomainError, parseDuration } from '#libs/kernel';

/**
 * Tries per network prefix for routes that anyone may use, so high that a company behind one address does not meet them by what it does itself.
 * Failed sign-ins are the exception: whoever sits in the same network and fails often enough makes everybody there wait.
 * What protects accounts and codes is counted per account and code by the services that own them, and always holds.
 * Refresh and sign-out have none: a forged refresh token is refused by its HMAC, without a look into a database.
 */
export const IP_LIMITS = {
  registration: { tries: 30, per: 'PT1H' },
  resend: { tries: 20, per: 'PT1H' },
  'activation-code': { tries: 60, per: 'PT10M' },
  activation: { tries: 60, per: 'PT10M' },
  'sign-in': { tries: 120, per: 'PT1M' },
  /** Only those that fail. One password tried on many accounts ends here, each of which would stand a few tries. */
  'failed-sign-in': { tries: 50, per: 'PT10M', givenBack: true },
  'one-time-code': { tries: 60, per: 'PT10M' },
  'password-reset': { tries: 30, per: 'PT1H' },
  'password-reset-completion': { tries: 60, per: 'PT10M' },
  'username-reminder': { tries: 30, per: 'PT1H' },
} as const;

export type IpLimit = keyof typeof IP_LIMITS;

/** Counts tries per network prefix, for all gateways together. */
export abstract class IpLimits {
  /** @throws DomainError `too-many-attempts` with `retryAfter`, `service-unavailable` when it cannot count */
  abstract count(limit: IpLimit, ipPrefix: string): Promise<void>;
  /** Takes one try back; best effort, and nobody waits for it. */
  abstract giveBack(limit: IpLimit, ipPrefix: string): void;
}

/** Counts nothing: for load and tests behind one address. */
export class NoIpLimits extends IpLimits {
  async count(): Promise<void> {}
  giveBack(): void {}
}

/** Whether tries that turn out well do not count. */
export const isGivenBack = (limit: IpLimit): boolean => 'givenBack' in IP_LIMITS[limit];

export const windowOf = (limit: IpLimit): number => parseDuration(IP_LIMITS[limit].per) / 1_000;

export function tooManyAttempts(msBeforeNext: number): DomainError {
  return new DomainError('too-many-attempts', { params: { retryAfter: Math.max(1, Math.ceil(msBeforeNext / 1_000)) } });
}
