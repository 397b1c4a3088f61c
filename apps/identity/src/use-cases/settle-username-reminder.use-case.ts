import { Injectable } from '@nestjs/common';
import { delivery, fact, type SecretOf, usernameReminderDelivery, usernameReminderRequested } from '#libs/contracts';
import { SecretSealer, type Call } from '#libs/kernel';
import type { DeferredRequest } from '../domain/deferred-request.js';
import { ANYBODY, ForgottenAccounts, namedAccount, recipientOf } from './forgotten-accounts.js';

/** One mail that lists every account of the address; nothing for an address that nobody has. */
@Injectable()
export class SettleUsernameReminderUseCase {
  constructor(
    private readonly forgotten: ForgottenAccounts,
    private readonly sealer: SecretSealer,
  ) {}

  async execute(request: DeferredRequest<'REMIND_USERNAME'>, call: Call): Promise<void> {
    await this.forgotten.settle(request, call, async (accounts, _now, tx) => {
      const secret: SecretOf<typeof usernameReminderDelivery> = { to: accounts[0].email, accounts: accounts.map(namedAccount) };
      tx.deliver(delivery(usernameReminderDelivery, accounts[0].id, recipientOf(accounts), await this.sealer.seal(secret)));
      for (const { id: accountId, version } of accounts) {
        tx.emit(fact(usernameReminderRequested, version, { actor: ANYBODY, accountId }));
        tx.audit({ action: 'username-reminder.requested', accountId, actor: ANYBODY, origin: request.payload.origin });
      }
    });
  }
}
