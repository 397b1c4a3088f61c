import { Injectable } from '@nestjs/common';
import { type Call, type Transaction, Transactions, Turns } from '#libs/kernel';
import { type Contract, ownerOf, tell, withFact } from '../domain/contract.js';
import type { ContractFact } from '../domain/contract-fact.js';
import { ContractStore } from '../domain/contract.store.js';
import { type Customers, CustomerStore } from '../domain/customer.store.js';
import { factOf } from './contract-facts.js';

/** One thing that the CRM said of a contract. */
export interface SaidOfContract {
  accessNumber: string;
  fact: ContractFact;
  /** Continues the trace of that fact. */
  call: Call;
}

/** What one fact makes of its contract, before anybody is told. */
interface Change extends SaidOfContract {
  known: Contract;
  changed: Contract;
}

/** Contracts were provisioned, corrected, moved or terminated in the CRM: now, or earlier than what is known already. Each fact of another contract. */
@Injectable()
export class RecordContractFactsUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractStore,
    private readonly customers: CustomerStore,
    private readonly turns: Turns,
  ) {}

  async execute(said: readonly SaidOfContract[], call: Call): Promise<void> {
    const customerNumbers = said.flatMap(({ fact }) => (fact.kind === 'provisioned' ? [fact.customerNumber] : []));
    // A customer and its new contracts lock the same row: taking turns is cheaper than colliding.
    await this.turns.takeAll(customerNumbers, () => this.transactions.run(call, (tx) => this.record(tx, said)));
  }

  private async record(tx: Transaction, said: readonly SaidOfContract[]): Promise<void> {
    const fresh = await tx.claimAll(said.map(({ fact }) => fact.id));
    const news = said.filter(({ fact }) => fresh.delete(fact.id));
    if (news.length === 0) return;
    const contracts = await this.contracts.load(tx, news.map(({ accessNumber }) => accessNumber));
    const changes = news.flatMap((one): Change[] => {
      const known = contracts.get(one.accessNumber)!;
      const changed = withFact(known, one.fact);
      return changed === known ? [] : [{ ...one, known, changed }];
    });
    const owners = await this.ownersAfter(tx, changes);
    const told = changes.map((change) => ({ ...change, ...tell(change.changed, owners.get(ownerOf(change.changed) ?? ''), change.fact.time) }));
    await this.contracts.record(tx, told.map(({ contract }) => contract));
    for (const { accessNumber, told: items, call } of told) for (const item of items) tx.emit(factOf(accessNumber, item), call);
  }

  /** Whoever gets a contract that was not theirs is locked; of one that was, the contract itself is the lock. */
  private async ownersAfter(tx: Transaction, changes: readonly Change[]): Promise<Customers> {
    const [kept, gained] = [new Set<string>(), new Set<string>()];
    for (const { known, changed } of changes) {
      const owner = ownerOf(changed);
      if (owner !== undefined) (owner === ownerOf(known) ? kept : gained).add(owner);
    }
    const locked = await this.customers.lock(tx, [...gained]);
    const loaded = await this.customers.load(tx, [...kept].filter((owner) => !gained.has(owner)));
    return new Map([...locked, ...loaded]);
  }
}
