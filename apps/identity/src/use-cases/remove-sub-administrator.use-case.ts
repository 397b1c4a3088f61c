import { Injectable } from '@nestjs/common';
import type { removeSubAdministrator, ReplyOf, RequestOf } from '#libs/contracts';
import { Transactions, type Call } from '#libs/kernel';
import { AccountStates } from './account-states.js';
import { OwnSubAdministrators } from './own-sub-administrators.js';
import { SubAdministratorInvitations } from './sub-administrator-invitations.js';
import { masterAs, recordForMaster } from './sub-administrator-record.js';

/** A sub-administrator has done their part: the account is closed for good, and exists for their master administrator no more. Repeating changes nothing. */
@Injectable()
export class RemoveSubAdministratorUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly own: OwnSubAdministrators,
    private readonly invitations: SubAdministratorInvitations,
    private readonly states: AccountStates,
  ) {}

  async execute(request: RequestOf<typeof removeSubAdministrator>, call: Call): Promise<ReplyOf<typeof removeSubAdministrator>> {
    const { origin } = request;
    return this.transactions.run(call, async (tx) => {
      const found = await this.own.findEvenClosed(request, tx);
      const { master, account, now } = found;
      if (account.status === 'INVITED') await this.invitations.takeBack(found, tx);
      const closed = await this.states.close(account, 'MASTER', { actor: masterAs(master), now, origin }, tx);
      if (closed !== account) recordForMaster('sub-administrator.removed', { master, account: closed, origin }, tx);
      return {};
    });
  }
}
