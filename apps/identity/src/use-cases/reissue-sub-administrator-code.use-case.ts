import { Injectable } from '@nestjs/common';
import type { reissueSubAdministratorCode, ReplyOf, RequestOf } from '#libs/contracts';
import { DomainError, Transactions, type Call } from '#libs/kernel';
import { may } from '../domain/account-status.policy.js';
import { OwnSubAdministrators } from './own-sub-administrators.js';
import { SubAdministratorInvitations } from './sub-administrator-invitations.js';
import { recordForMaster } from './sub-administrator-record.js';

/** A new activation code for a sub-administrator who is still invited; older ones end. */
@Injectable()
export class ReissueSubAdministratorCodeUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly own: OwnSubAdministrators,
    private readonly invitations: SubAdministratorInvitations,
  ) {}

  async execute(request: RequestOf<typeof reissueSubAdministratorCode>, call: Call): Promise<ReplyOf<typeof reissueSubAdministratorCode>> {
    return this.transactions.runOnce(call, async (tx) => {
      const found = await this.own.find(request, tx);
      // There are no codes of somebody who needs none.
      if (!may(found.account.status, 'INVITE')) throw new DomainError('not-found');
      const account = await this.invitations.send(found, tx);
      recordForMaster('sub-administrator.code-sent', { master: found.master, account, origin: request.origin }, tx);
      return {};
    });
  }
}
