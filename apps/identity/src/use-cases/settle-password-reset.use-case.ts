import { Injectable } from '@nestjs/common';
import { delivery, fact, passwordResetDelivery, passwordResetRequested, type SecretOf } from '#libs/contracts';
import { SecretSealer, type Call, type RequestOrigin, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import type { DeferredRequest } from '../domain/deferred-request.js';
import { PasswordResetTokens } from '../domain/password-reset.js';
import { PasswordResetStore } from '../domain/password-reset.store.js';
import { ANYBODY, ForgottenAccounts, namedAccount, recipientOf } from './forgotten-accounts.js';

/** One mail with a reset token for every account of the address, or for the one of the username; nothing for whoever nobody knows. */
@Injectable()
export class SettlePasswordResetUseCase {
  constructor(
    private readonly forgotten: ForgottenAccounts,
    private readonly tokens: PasswordResetTokens,
    private readonly resets: PasswordResetStore,
    private readonly sealer: SecretSealer,
  ) {}

  async execute(request: DeferredRequest<'RESET_PASSWORD'>, call: Call): Promise<void> {
    await this.forgotten.settle(request, call, async (accounts, now, tx) => {
      const made = accounts.map((account) => ({ account, ...this.tokens.make(account, now) }));
      await this.resets.add(made.map(({ reset }) => reset), tx);
      const named = made.map(({ account, token }) => ({ ...namedAccount(account), token }));
      const expiresAt = this.tokens.expiryFrom(now).toISOString();
      const secret: SecretOf<typeof passwordResetDelivery> = { to: accounts[0].email, accounts: named };
      tx.deliver(delivery(passwordResetDelivery, accounts[0].id, { ...recipientOf(accounts), expiresAt }, await this.sealer.seal(secret)));
      for (const account of accounts) this.tell(account, expiresAt, request.payload.origin, tx);
    });
  }

  private tell({ id: accountId, version }: Account, expiresAt: string, origin: RequestOrigin, tx: Transaction): void {
    tx.emit(fact(passwordResetRequested, version, { actor: ANYBODY, accountId, expiresAt }));
    tx.audit({ action: 'password-reset.requested', accountId, actor: ANYBODY, origin, details: { expiresAt } });
  }
}
