import { Injectable } from '@nestjs/common';
import { type Call, type Transaction, Transactions, Turns } from '#libs/kernel';
import { type Contract, ownerOf, tell, withFact } from '../domain/contract.js';
import type { ContractFact } from '../domain/contract-fact.js';
import { ContractStore } from '../domain/contract.store.js';
import type { Customer } from '../domain/customer.js';
import { CustomerStore } from '../domain/customer.store.js';
import { factOf } from './contract-facts.js';

/** A contract was provisioned, corrected, moved or terminated in the CRM: now, or earlier than what is known already. */
@Injectable()
export class RecordContractFactUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractStore,
    private readonly customers: CustomerStore,
    private readonly turns: Turns,
  ) {}

  async execute(accessNumber: string, fact: ContractFact, call: Call): Promise<void> {
    const record = () => this.transactions.run(call, (tx) => this.record(tx, accessNumber, fact));
    // A customer and its new contracts lock the same row: taking turns is cheaper than colliding.
    await (fact.kind === 'provisioned' ? this.turns.take(fact.customerNumber, record) : record());
  }

  private async record(tx: Transaction, accessNumber: string, fact: ContractFact): Promise<void> {
    if (!(await tx.claim(fact.id))) return;
    const known = await this.contracts.load(tx, accessNumber);
    const changed = withFact(known, fact);
    if (changed === known) return;
    const { contract, told } = tell(changed, await this.ownerAfter(tx, known, changed), fact.time);
    await this.contracts.record(tx, [contract]);
    for (const item of told) tx.emit(factOf(accessNumber, item));
  }

  /** Whoever gets a contract that was not theirs is locked; of one that was, the contract itself is the lock. */
  private async ownerAfter(tx: Transaction, known: Contract, changed: Contract): Promise<Customer | undefined> {
    const owner = ownerOf(changed);
    if (owner === undefined) return undefined;
    return owner === ownerOf(known) ? this.customers.load(tx, owner) : this.customers.lock(tx, owner);
  }
}
