import { Injectable } from '@nestjs/common';
import type { closeAccount, ReplyOf, RequestOf } from '#libs/contracts';
import { DomainError, type Call } from '#libs/kernel';
import { isNameOf } from '../domain/account.js';
import { SupportStore } from '../domain/support.store.js';
import { AccountStates } from './account-states.js';
import { describeForSupport } from './support-account.js';
import { SupportDesk, type Requester } from './support-desk.js';

/** For good: so whoever does it names the account twice. */
@Injectable()
export class CloseAccountUseCase {
  constructor(
    private readonly desk: SupportDesk,
    private readonly accounts: SupportStore,
    private readonly states: AccountStates,
  ) {}

  async execute({ closedId, confirm, reason }: RequestOf<typeof closeAccount>, requester: Requester, call: Call): Promise<ReplyOf<typeof closeAccount>> {
    return this.desk.serve(requester, { name: 'account-closed', reason }, call, async (act, tx) => {
      const account = await this.accounts.findWithin(act.reach, closedId, tx);
      if (!account) throw new DomainError('not-found');
      if (!isNameOf(account, confirm)) throw new DomainError('validation-failed', { errors: [{ field: 'confirm', rule: 'mismatch' }] });
      return describeForSupport(await this.states.close(account, requester.kind, act.onState, tx));
    });
  }
}
