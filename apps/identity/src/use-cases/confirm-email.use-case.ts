import { Injectable } from '@nestjs/common';
import { contactDataChanged, fact, type confirmEmail, type ReplyOf, type RequestOf } from '#libs/contracts';
import { Clock, DomainError, Transactions, type Actor, type Call, type RequestOrigin, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { EmailChanges } from './email-changes.js';
import { describeMe } from './me.js';
import { MobileAuthorizations } from './mobile-authorizations.js';

/** Capability 6: a new e-mail address takes effect when its owner confirms it. */
@Injectable()
export class ConfirmEmailUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountStore,
    private readonly changes: EmailChanges,
    private readonly mobile: MobileAuthorizations,
    private readonly clock: Clock,
  ) {}

  async execute(request: RequestOf<typeof confirmEmail>, call: Call): Promise<ReplyOf<typeof confirmEmail>> {
    // A session that has ended spends no tries.
    await this.callerOf(request);
    const judged = await this.changes.judge(request.accountId, request.confirmationCode, this.clock.now());
    return this.transactions.runOnce(call, async (tx) => {
      const { email: previousEmail } = await this.callerOf(request, tx);
      if ('refusal' in judged) throw judged.refusal;
      const account = await this.changes.complete(judged.change, this.clock.now(), tx);
      this.tell(account, previousEmail, request.origin, tx);
      await this.mobile.bindWaiting(account, tx);
      return describeMe(account);
    });
  }

  private async callerOf(caller: RequestOf<typeof confirmEmail>, tx?: Transaction): Promise<Account> {
    const account = await this.accounts.findSignedIn(caller, this.clock.now(), tx);
    if (!account) throw new DomainError('token-invalid');
    return account;
  }

  private tell({ id: accountId, version, email, locale }: Account, previousEmail: string, origin: RequestOrigin, tx: Transaction): void {
    const actor: Actor = { kind: 'SELF', accountId };
    tx.emit(fact(contactDataChanged, version, { actor, accountId, changedFields: ['email'], email, previousEmail, locale }));
    tx.audit({ action: 'email.changed', accountId, actor, origin, details: { email, previousEmail } });
  }
}
