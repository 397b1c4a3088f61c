import { Injectable } from '@nestjs/common';
import { type Call, type Transaction, Transactions, Turns } from '#libs/kernel';
import { tell } from '../domain/contract.js';
import { ContractStore } from '../domain/contract.store.js';
import { type Customer, type CustomerProfile, isFixedLine, withProfile } from '../domain/customer.js';
import { CustomerStore } from '../domain/customer.store.js';
import { factOf } from './contract-facts.js';

/** The CRM made a customer known, or says something else of it now; contracts that waited for it are opened. */
@Injectable()
export class RecordCustomerUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractStore,
    private readonly customers: CustomerStore,
    private readonly turns: Turns,
  ) {}

  async execute(customerNumber: string, profile: CustomerProfile, call: Call): Promise<void> {
    await this.turns.take(customerNumber, () => this.transactions.run(call, (tx) => this.record(tx, customerNumber, profile)));
  }

  private async record(tx: Transaction, customerNumber: string, profile: CustomerProfile): Promise<void> {
    if (!(await tx.claim(profile.stamp.id))) return;
    const known = await this.customers.lock(tx, customerNumber);
    const customer = withProfile(known, profile);
    if (customer === known) return;
    await this.customers.record(tx, customer);
    if (isFixedLine(customer) !== isFixedLine(known)) await this.tellAll(tx, customer, profile.stamp.time);
  }

  private async tellAll(tx: Transaction, customer: Customer, at: Date): Promise<void> {
    const contracts = await this.contracts.ofCustomer(tx, customer.customerNumber);
    const changes = contracts.map((contract) => tell(contract, customer, at));
    // All of them, also where there is nothing to tell: a fact on one of them at this very moment then sees this customer.
    await this.contracts.record(tx, changes.map(({ contract }) => contract));
    for (const { contract, told } of changes) for (const item of told) tx.emit(factOf(contract.accessNumber, item));
  }
}
