import { Injectable } from '@nestjs/common';
import { contactDataChanged, fact, type changeSubAdministrator, type ReplyOf, type RequestOf } from '#libs/contracts';
import { DomainError, Transactions, type Call, type RequestOrigin, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { brokenChangeRules } from '../domain/sub-administrator-change.policy.js';
import { withCorrectedEmail } from '../domain/sub-administrator.js';
import { AccountStates } from './account-states.js';
import { OwnSubAdministrators, type OwnSubAdministrator } from './own-sub-administrators.js';
import { describeSubAdministrator } from './sub-administrator.js';
import { SubAdministratorInvitations } from './sub-administrator-invitations.js';
import { masterAs, recordForBoth, recordForMaster } from './sub-administrator-record.js';

type Request = RequestOf<typeof changeSubAdministrator>;
type Act = OwnSubAdministrator & { origin: RequestOrigin };

/** Mends the address of an invitation, or locks and unlocks whoever has accepted it. */
@Injectable()
export class ChangeSubAdministratorUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly own: OwnSubAdministrators,
    private readonly accounts: AccountStore,
    private readonly invitations: SubAdministratorInvitations,
    private readonly states: AccountStates,
  ) {}

  async execute(request: Request, call: Call): Promise<ReplyOf<typeof changeSubAdministrator>> {
    const { email, status, origin } = request;
    return this.transactions.run(call, async (tx) => {
      const act = { ...(await this.own.find(request, tx)), origin };
      const errors = brokenChangeRules(act.account, request);
      if (errors.length > 0) throw new DomainError('validation-failed', { errors });
      if (email !== undefined) act.account = await this.correct(act, email, tx);
      if (status !== undefined) act.account = await this.lockOrUnlock(act, status, tx);
      return describeSubAdministrator(act.account);
    });
  }

  /** Whoever has the code that went to the mistyped address can do nothing with it, and hears nothing more. */
  private async correct({ master, account, now, origin }: Act, email: string, tx: Transaction): Promise<Account> {
    if (email === account.email) {
      await tx.recall(contactDataChanged.type, account.id);
      return account;
    }
    const corrected = withCorrectedEmail(account, email);
    if (!(await this.accounts.renewInvitation(corrected, tx))) throw new DomainError('service-unavailable');
    const invited = await this.invitations.send({ master, account: corrected, now }, tx);
    const data = { actor: masterAs(master), accountId: account.id, changedFields: ['email'], email, locale: account.locale };
    tx.emit(fact(contactDataChanged, corrected.version, data));
    recordForBoth('sub-administrator.email-corrected', { master, account: invited, origin, details: { email, previousEmail: account.email } }, tx);
    return invited;
  }

  private async lockOrUnlock({ master, account, now, origin }: Act, status: 'ACTIVE' | 'LOCKED', tx: Transaction): Promise<Account> {
    const stateAct = { actor: masterAs(master), now, origin };
    const after = await (status === 'LOCKED' ? this.states.lock(account, 'MASTER', stateAct, tx) : this.states.unlock(account, 'MASTER', stateAct, tx));
    if (after !== account) recordForMaster(status === 'LOCKED' ? 'sub-administrator.locked' : 'sub-administrator.unlocked', { master, account: after, origin }, tx);
    return after;
  }
}
