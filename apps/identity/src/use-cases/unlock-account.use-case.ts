import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, unlockAccount } from '#libs/contracts';
import { DomainError, type Call } from '#libs/kernel';
import { SupportStore } from '../domain/support.store.js';
import { AccountStates } from './account-states.js';
import { describeForSupport } from './support-account.js';
import { SupportDesk, type Requester } from './support-desk.js';

/** Lifts what support and operators locked and the pauses after wrong passwords; a master's lock on a sub-administrator stays. */
@Injectable()
export class UnlockAccountUseCase {
  constructor(
    private readonly desk: SupportDesk,
    private readonly accounts: SupportStore,
    private readonly states: AccountStates,
  ) {}

  async execute({ unlockedId, reason }: RequestOf<typeof unlockAccount>, requester: Requester, call: Call): Promise<ReplyOf<typeof unlockAccount>> {
    return this.desk.serve(requester, { name: 'account-unlocked', reason }, call, async (act, tx) => {
      const account = await this.accounts.findWithin(act.reach, unlockedId, tx);
      if (!account) throw new DomainError('not-found');
      return describeForSupport(await this.states.unlock(account, requester.kind, act.onState, tx));
    });
  }
}
