import { Injectable } from '@nestjs/common';
import { type Call, type Transaction, Transactions, Turns } from '#libs/kernel';
import { ownerOf, tell } from '../domain/contract.js';
import { ContractStore } from '../domain/contract.store.js';
import { type Customer, type CustomerProfile, isFixedLine, withProfile } from '../domain/customer.js';
import { CustomerStore } from '../domain/customer.store.js';
import { factOf } from './contract-facts.js';

/** Contracts that one transaction tells of, where it serves several customers; what is more is handled customer by customer. */
const MOST_AT_ONCE = 2_000;

/** One thing that the CRM said of a customer number. */
export interface SaidOfCustomer {
  customerNumber: string;
  profile: CustomerProfile;
  /** Continues the trace of that fact. */
  call: Call;
}

interface Change extends SaidOfCustomer {
  known: Customer;
  customer: Customer;
}

/** The CRM made customers known, or says something else of them now; contracts that waited for one are opened. Each fact of another customer. */
@Injectable()
export class RecordCustomersUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly contracts: ContractStore,
    private readonly customers: CustomerStore,
    private readonly turns: Turns,
  ) {}

  async execute(said: readonly SaidOfCustomer[], call: Call): Promise<void> {
    const customerNumbers = said.map(({ customerNumber }) => customerNumber);
    await this.turns.takeAll(customerNumbers, () => this.transactions.run(call, (tx) => this.record(tx, said)));
  }

  private async record(tx: Transaction, said: readonly SaidOfCustomer[]): Promise<void> {
    const fresh = await tx.claimAll(said.map(({ profile }) => profile.stamp.id));
    const news = said.filter(({ profile }) => fresh.delete(profile.stamp.id));
    const locked = await this.customers.lock(tx, news.map(({ customerNumber }) => customerNumber));
    const changes = news.flatMap((one): Change[] => {
      const known = locked.get(one.customerNumber)!;
      const customer = withProfile(known, one.profile);
      return customer === known ? [] : [{ ...one, known, customer }];
    });
    await this.customers.record(tx, changes.map(({ customer }) => customer));
    await this.tellAll(tx, changes.filter(({ known, customer }) => isFixedLine(customer) !== isFixedLine(known)));
  }

  private async tellAll(tx: Transaction, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const byNumber = new Map(changes.map((change) => [change.customerNumber, change]));
    const contracts = await this.contracts.ofCustomers(tx, [...byNumber.keys()]);
    if (changes.length > 1 && contracts.length > MOST_AT_ONCE) throw new Error(`${contracts.length} contracts wait for ${changes.length} customers: too many for one transaction`);
    const told = contracts.map((contract) => {
      const { customer, profile, call } = byNumber.get(ownerOf(contract)!)!;
      return { ...tell(contract, customer, profile.stamp.time), call };
    });
    // All of them, also where there is nothing to tell: a fact on one of them at this very moment then sees this customer.
    await this.contracts.record(tx, told.map(({ contract }) => contract));
    for (const { contract, told: items, call } of told) for (const item of items) tx.emit(factOf(contract.accessNumber, item), call);
  }
}
