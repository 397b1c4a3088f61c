import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import { type ContractCopy, ContractCopyStore } from '../domain/contract-copy.store.js';
import { isNewer } from '../domain/newer-copy.js';

/** contract-linking opened, moved or ended a contract. */
@Injectable()
export class CopyContractUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractCopyStore,
  ) {}

  async execute(factId: string, copy: ContractCopy, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(factId))) return;
      if (isNewer(copy.sequence, await this.contracts.find(tx, copy.accessNumber))) await this.contracts.put(tx, copy);
    });
  }
}
