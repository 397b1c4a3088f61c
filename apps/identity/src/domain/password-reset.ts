import { DomainError, keyedHash, newCode, normalizeCode, sameBytes } from '#libs/kernel';
import type { Account } from './account.js';
import { may } from './account-status.policy.js';

/** What is kept of a reset token: enough to recognize it, not enough to use it. */
export interface PasswordReset {
  /** Keyed hash of the token. */
  hash: string;
  accountId: string;
  /** Keyed hash of the password hash it was made for and the address it went to: any change of either makes the token worthless. */
  boundTo: string;
  expiresAt: Date;
  usedAt?: Date;
}

/** Makes and recognizes the tokens with which a forgotten password is set anew: 28 symbols (138 bit), one use. */
export class PasswordResetTokens {
  /** `lifetime` in ms. */
  constructor(
    private readonly key: Buffer,
    private readonly lifetime: number,
  ) {}

  expiryFrom(now: Date): Date {
    return new Date(now.getTime() + this.lifetime);
  }

  /** A token in clear, for the e-mail only, and what is stored of it. */
  make(account: Account, now: Date): { token: string; reset: PasswordReset } {
    const token = newCode(28);
    return { token, reset: { hash: this.hashOf(token), accountId: account.id, boundTo: this.bindingTo(account), expiresAt: this.expiryFrom(now) } };
  }

  /** Case, spaces and dashes do not matter. */
  hashOf(typed: string): string {
    return keyedHash(this.key, `token\n${normalizeCode(typed)}`);
  }

  /** @throws DomainError `token-expired` for one that is spent or too old, or whose account has got another password or address, or was closed */
  assertUsable(reset: PasswordReset, account: Account | undefined, now: Date): asserts account is Account {
    const isOpen = !reset.usedAt && now < reset.expiresAt;
    const fits = account && may(account.status, 'RECOVER') && sameBytes(reset.boundTo, this.bindingTo(account));
    if (!isOpen || !fits) throw new DomainError('token-expired');
  }

  private bindingTo({ passwordHashes: [current = ''], email }: Account): string {
    return keyedHash(this.key, `account\n${current}\n${email}`);
  }
}
