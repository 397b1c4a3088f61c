import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import { type AccountCopy, mergeAccount } from '../domain/account-copy.js';
import { AccountCopyStore } from '../domain/account-copy.store.js';

/** identity said something of an account, other than that it is closed. */
@Injectable()
export class CopyAccountUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountCopyStore,
  ) {}

  async execute(factId: string, said: AccountCopy, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (await tx.claim(factId)) await this.accounts.put(tx, mergeAccount(await this.accounts.find(tx, said.accountId), said));
    });
  }
}
