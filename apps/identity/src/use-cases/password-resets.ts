import { Injectable } from '@nestjs/common';
import { Clock, DomainError, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { PasswordResetTokens, type PasswordReset } from '../domain/password-reset.js';
import { PasswordResetStore } from '../domain/password-reset.store.js';

/** A token that can be used, and whose password it is good for. */
export interface PasswordResetClaim {
  reset: PasswordReset;
  account: Account;
}

/** Reset tokens, from the one that is shown to the new password. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly tokens: PasswordResetTokens,
    private readonly store: PasswordResetStore,
    private readonly accounts: AccountStore,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `token-invalid` for one that was not made here, `token-expired` */
  async read(token: string): Promise<PasswordResetClaim> {
    const reset = await this.store.find(this.tokens.hashOf(token));
    if (!reset) throw new DomainError('token-invalid');
    const account = await this.accounts.find(reset.accountId);
    this.tokens.assertUsable(reset, account, this.clock.now());
    return { reset, account };
  }

  /**
   * Spends the token and sets the password; wrong tries before, from wherever, count no more.
   * @throws DomainError `token-expired` for everybody but the first, and when password or address have changed since the token was read
   */
  async complete({ reset, account }: PasswordResetClaim, newHash: string, tx: Transaction): Promise<Account> {
    const now = this.clock.now();
    const isSpent = await this.store.spend(reset.hash, now, tx);
    const changed = isSpent && (await this.accounts.changePassword(account, { newHash, triesForgivenAt: now }, tx));
    // The password is a condition of the write. The address is not, so it is compared in what was written, which a refusal takes back.
    if (!changed || changed.email !== account.email) throw new DomainError('token-expired');
    return changed;
  }
}
