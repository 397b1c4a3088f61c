import { Injectable } from '@nestjs/common';
import { type Call, type Transaction, Transactions, Turns } from '#libs/kernel';
import type { ContractRights } from '../domain/contract-rights.js';
import { ContractRightsStore } from '../domain/contract-rights.store.js';

/**
 * Transactions that change rights, one after the other for each customer number they touch. Within a process they wait for their turn, which is
 * cheaper than colliding; those of two processes collide on the row of the number, and one starts again.
 */
@Injectable()
export class CustomerLocks {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractRightsStore,
    private readonly turns: Turns,
  ) {}

  run<T>(customerNumbers: readonly string[], call: Call, work: (tx: Transaction) => Promise<T>): Promise<T> {
    // Sorted, so that no two of them ever wait for each other crosswise.
    const sorted = [...new Set(customerNumbers)].sort();
    const locked = () => this.transactions.run(call, async (tx) => {
      await this.contracts.lockCustomers(tx, sorted);
      return work(tx);
    });
    return sorted.reduceRight((rest, number) => () => this.turns.take(number, rest), locked)();
  }

  /** The numbers are that of the contract and `others`. Whose it is must be known before it is locked, so it is looked at before and after. */
  async runOn<T>(accessNumber: string, others: readonly string[], call: Call, work: (tx: Transaction, known: ContractRights) => Promise<T>): Promise<T> {
    for (;;) {
      const owner = await this.contracts.customerOf(accessNumber);
      const done = await this.run([...(owner === undefined ? [] : [owner]), ...others], call, async (tx) => {
        const known = await this.contracts.load(tx, accessNumber);
        return known.contract?.customerNumber === owner ? { result: await work(tx, known) } : undefined;
      });
      if (done) return done.result;
    }
  }
}
