import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import { ownerOf, tell, withFact } from '../domain/contract.js';
import type { ContractFact } from '../domain/contract-fact.js';
import { ContractStore } from '../domain/contract.store.js';
import { CustomerStore } from '../domain/customer.store.js';
import { factOf } from './contract-facts.js';

/** A contract was provisioned, corrected, moved or terminated in the CRM: now, or earlier than what is known already. */
@Injectable()
export class RecordContractFactUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractStore,
    private readonly customers: CustomerStore,
  ) {}

  async execute(accessNumber: string, fact: ContractFact, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(fact.id))) return;
      const known = await this.contracts.load(tx, accessNumber);
      const changed = withFact(known, fact);
      if (changed === known) return;
      const owner = ownerOf(changed);
      const customer = owner === undefined ? undefined : await this.customers.lock(tx, owner);
      const { contract, told } = tell(changed, customer, fact.time);
      await this.contracts.record(tx, [contract]);
      for (const item of told) tx.emit(factOf(accessNumber, item));
    });
  }
}
