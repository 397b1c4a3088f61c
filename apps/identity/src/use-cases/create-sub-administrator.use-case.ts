import { Injectable } from '@nestjs/common';
import { fact, subAdministratorCreated, type createSubAdministrator, type ReplyOf, type RequestOf } from '#libs/contracts';
import { DomainError, Transactions, Turns, type Call, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { invitedSubAdministrator, MAX_SUB_ADMINISTRATORS } from '../domain/sub-administrator.js';
import { SubAdministratorStore } from '../domain/sub-administrator.store.js';
import { OwnSubAdministrators } from './own-sub-administrators.js';
import { describeSubAdministrator } from './sub-administrator.js';
import { SubAdministratorInvitations } from './sub-administrator-invitations.js';
import { masterAs, recordForBoth } from './sub-administrator-record.js';

type Request = RequestOf<typeof createSubAdministrator>;

/** A master administrator shares the work: somebody is invited by e-mail and activates like everyone (capability 11). */
@Injectable()
export class CreateSubAdministratorUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly own: OwnSubAdministrators,
    private readonly subAdministrators: SubAdministratorStore,
    private readonly invitations: SubAdministratorInvitations,
    private readonly turns: Turns,
  ) {}

  /** Many at once are made one after the other: all of them are counted with the same master administrator. */
  execute(request: Request, call: Call): Promise<ReplyOf<typeof createSubAdministrator>> {
    return this.turns.take(request.accountId, () => this.create(request, call));
  }

  private async create(request: Request, call: Call): Promise<ReplyOf<typeof createSubAdministrator>> {
    return this.transactions.runOnce(call, async (tx) => {
      const { master, now } = await this.own.master(request, tx);
      const subordinate = invitedSubAdministrator(request, master, now);
      if (!(await this.subAdministrators.add(subordinate, MAX_SUB_ADMINISTRATORS, tx))) throw new DomainError('limit-reached');
      const account = await this.invitations.send({ master, account: subordinate, now }, tx);
      tellOthers(account, master, tx);
      recordForBoth('sub-administrator.created', { master, account, origin: request.origin }, tx);
      return describeSubAdministrator(account);
    });
  }
}

function tellOthers({ id: accountId, role, version, firstName, lastName, email, locale, contact, invitedUntil }: Account & { invitedUntil: Date }, master: Account, tx: Transaction): void {
  const person = { role, firstName, lastName, company: contact.company, email, locale };
  const data = { actor: masterAs(master), accountId, ...person, superiorId: master.id, expiresAt: invitedUntil.toISOString() };
  tx.emit(fact(subAdministratorCreated, version, data));
}
