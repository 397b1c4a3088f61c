import { Injectable } from '@nestjs/common';
import { accountUnlocked, fact, type ReplyOf, type RequestOf, type supportUnlockAccount } from '#libs/contracts';
import { DomainError, type Call } from '#libs/kernel';
import { liftLocks } from '../domain/lifted-locks.js';
import { SupportStore } from '../domain/support.store.js';
import { describeForSupport } from './support-account.js';
import { SupportDesk, type Requester } from './support-desk.js';

/** Lifts what support and operators locked and the pauses after wrong passwords; a master's lock on a sub-administrator stays. */
@Injectable()
export class SupportUnlockAccountUseCase {
  constructor(
    private readonly desk: SupportDesk,
    private readonly accounts: SupportStore,
  ) {}

  async execute({ unlockedId, reason }: Pick<RequestOf<typeof supportUnlockAccount>, 'unlockedId' | 'reason'>, requester: Requester, call: Call): Promise<ReplyOf<typeof supportUnlockAccount>> {
    return this.desk.serve(requester, { name: 'account-unlocked', reason }, call, async (act, tx) => {
      const account = await this.accounts.findWithin(act.reach, unlockedId, tx);
      if (!account || account.status === 'CLOSED') throw new DomainError('not-found');
      const unlocked = await this.accounts.unlock(account.id, account.version, liftLocks(account, ['SUPPORT', 'OPERATOR']), act.now, tx);
      if (!unlocked) throw new DomainError('service-unavailable');
      const { id: accountId, role, version, status } = unlocked;
      if (status !== account.status) tx.emit(fact(accountUnlocked, version, { actor: act.actor, accountId, role, reason: 'SUPPORT' }));
      act.record(accountId, tx, { status });
      return describeForSupport(unlocked);
    });
  }
}
