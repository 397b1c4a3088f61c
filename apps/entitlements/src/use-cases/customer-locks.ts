import { Injectable } from '@nestjs/common';
import { type Call, type Transaction, Transactions, Turns } from '#libs/kernel';
import type { ContractRights } from '../domain/contract-rights.js';
import { ContractRightsStore } from '../domain/contract-rights.store.js';
import type { RightsTerms } from '../domain/rights-terms.js';
import { CurrentTerms } from './current-terms.js';

/**
 * Transactions that change rights, one after the other for each customer number they touch. Within a process they wait for their turn, which is
 * cheaper than colliding; those of two processes collide on the row of the number, and one starts again. What time it is is asked behind the lock.
 */
@Injectable()
export class CustomerLocks {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractRightsStore,
    private readonly turns: Turns,
    private readonly terms: CurrentTerms,
  ) {}

  run<T>(customerNumbers: readonly string[], call: Call, work: (tx: Transaction, terms: RightsTerms) => Promise<T>): Promise<T> {
    const distinct = [...new Set(customerNumbers)];
    return this.turns.takeAll(distinct, () => this.transactions.run(call, async (tx) => {
      await this.contracts.lockCustomers(tx, distinct);
      return work(tx, this.terms.now());
    }));
  }

  /** The numbers are those of the contracts and `others`. Whose they are must be known before they are locked, so it is looked at before and after. */
  async runOn<T>(
    accessNumbers: readonly string[],
    others: readonly string[],
    call: Call,
    work: (tx: Transaction, known: ReadonlyMap<string, ContractRights>, terms: RightsTerms) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      const owners = await this.contracts.customersOf(accessNumbers);
      const done = await this.run([...owners.values(), ...others], call, async (tx, terms) => {
        const known = await this.contracts.load(tx, accessNumbers);
        const isLocked = [...known].every(([accessNumber, { contract }]) => contract?.customerNumber === owners.get(accessNumber));
        return isLocked ? { result: await work(tx, known, terms) } : undefined;
      });
      if (done) return done.result;
    }
  }
}
