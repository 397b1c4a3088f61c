import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import { type AccountCopy, mergeAccount } from '../domain/account-copy.js';
import { AccountCopyStore } from '../domain/account-copy.store.js';

/** identity said something of an account. */
@Injectable()
export class CopyAccountUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountCopyStore,
  ) {}

  /** Returns how many sub-administrators are without a superior by this. */
  async execute(factId: string, said: AccountCopy, call: Call): Promise<number> {
    return this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(factId))) return 0;
      await this.accounts.put(tx, mergeAccount(await this.accounts.find(tx, said.accountId), said));
      return said.state?.status === 'CLOSED' ? this.accounts.countBelow(tx, said.accountId) : 0;
    });
  }
}
