import { Injectable } from '@nestjs/common';
import { fact, passwordChanged, type changePassword, type ReplyOf, type RequestOf } from '#libs/contracts';
import { DomainError, Transactions, type Actor, type Call } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { CurrentPassword } from './current-password.js';
import { NewPassword } from './new-password.js';
import { SessionEnder } from './session-ender.js';

type Request = RequestOf<typeof changePassword>;

/** Capability 5: confirmed with the current password; every session but the caller's ends. */
@Injectable()
export class ChangePasswordUseCase {
  constructor(
    private readonly current: CurrentPassword,
    private readonly newPassword: NewPassword,
    private readonly transactions: Transactions,
    private readonly accounts: AccountStore,
    private readonly sessions: SessionEnder,
  ) {}

  execute(request: Request, call: Call): Promise<ReplyOf<typeof changePassword>> {
    return this.current.confirmed(request, async (account) => {
      const chosen = { password: request.newPassword, field: 'newPassword', current: request.currentPassword };
      await this.replace(account, await this.newPassword.hashOf(chosen, account), request, call);
      return {};
    });
  }

  private async replace(judged: Account, newHash: string, request: Request, call: Call): Promise<void> {
    const accountId = judged.id;
    const actor: Actor = { kind: 'SELF', accountId };
    const { sessionId: keptId, origin } = request;
    await this.transactions.run(call, async (tx) => {
      const changed = await this.accounts.changePassword(judged, { newHash }, tx);
      await this.current.assertSignedIn(request, tx);
      // Of two who change it at the same moment the second's current password is the former one by now.
      if (!changed) throw new DomainError('current-password-wrong');
      tx.emit(fact(passwordChanged, changed.version, { actor, accountId }));
      tx.audit({ action: 'password.changed', accountId, actor, origin });
      await this.sessions.endAll(accountId, { reason: 'PASSWORD', actor, keptId, origin }, tx);
    });
  }
}
