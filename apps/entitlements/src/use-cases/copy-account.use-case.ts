import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import { type AccountCopy, AccountCopyStore } from '../domain/account-copy.store.js';
import { mergeAccount } from '../domain/newer-copy.js';

/** identity activated an account, or its contact data changed. */
@Injectable()
export class CopyAccountUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountCopyStore,
  ) {}

  async execute(factId: string, said: AccountCopy, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(factId))) return;
      await this.accounts.put(tx, mergeAccount(await this.accounts.find(tx, said.accountId), said));
    });
  }
}
