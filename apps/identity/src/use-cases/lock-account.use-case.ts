import { Injectable } from '@nestjs/common';
import type { lockAccount, ReplyOf, RequestOf } from '#libs/contracts';
import { DomainError, type Call } from '#libs/kernel';
import { SupportStore } from '../domain/support.store.js';
import { AccountStates } from './account-states.js';
import { describeForSupport } from './support-account.js';
import { SupportDesk, type Requester } from './support-desk.js';

/** Nobody signs in to the account until it is unlocked. */
@Injectable()
export class LockAccountUseCase {
  constructor(
    private readonly desk: SupportDesk,
    private readonly accounts: SupportStore,
    private readonly states: AccountStates,
  ) {}

  async execute({ lockedId, reason }: RequestOf<typeof lockAccount>, requester: Requester, call: Call): Promise<ReplyOf<typeof lockAccount>> {
    return this.desk.serve(requester, { name: 'account-locked', reason }, call, async (act, tx) => {
      const account = await this.accounts.findWithin(act.reach, lockedId, tx);
      if (!account) throw new DomainError('not-found');
      return describeForSupport(await this.states.lock(account, requester.kind, act.onState, tx));
    });
  }
}
