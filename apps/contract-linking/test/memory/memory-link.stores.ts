import type { Actor, Transaction } from '#libs/kernel';
import { AccountStore } from '../../src/domain/account.store.js';
import type { Product } from '../../src/domain/contract-fact.js';
import type { Customer } from '../../src/domain/customer.js';
import type { CustomerLink } from '../../src/domain/customer-link.js';
import { CustomerLinkStore } from '../../src/domain/customer-link.store.js';
import { type Customers, CustomerStore } from '../../src/domain/customer.store.js';
import { isActive, type SeenContract } from '../../src/domain/seen-contract.js';
import { SeenContractStore } from '../../src/domain/seen-contract.store.js';
import type { MemoryDatabase } from './memory-linking.database.js';

export class MemoryCustomerLinkStore extends CustomerLinkStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async newestOf(accountId: string, customerNumber: string): Promise<CustomerLink | undefined> {
    return this.all().filter((link) => isOf(link, accountId, customerNumber)).sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  }

  async findOpen(_tx: Transaction, accountId: string, customerNumber: string): Promise<CustomerLink | undefined> {
    return this.all().find((link) => isOf(link, accountId, customerNumber) && !link.endedAt);
  }

  findNewest(_tx: Transaction, accountId: string, customerNumber: string): Promise<CustomerLink | undefined> {
    return this.newestOf(accountId, customerNumber);
  }

  async othersOf(_tx: Transaction, customerNumber: string, exceptId: string, limit: number): Promise<string[]> {
    const open = this.all().filter((link) => link.customerNumber === customerNumber && !link.endedAt && link.accountId !== exceptId);
    return open.sort((a, b) => a.linkedAt.getTime() - b.linkedAt.getTime()).slice(0, limit).map(({ accountId }) => accountId);
  }

  async open(_tx: Transaction, link: CustomerLink): Promise<void> {
    this.database.links.set(link.id, link);
  }

  async end(_tx: Transaction, linkId: string, at: Date, by: Actor): Promise<void> {
    const link = this.database.links.get(linkId);
    if (link && !link.endedAt) this.database.links.set(linkId, { ...link, endedAt: at, endedBy: by });
  }

  async listOf(accountId: string, { limit, after }: { limit: number; after?: string }): Promise<CustomerLink[]> {
    const open = this.all().filter((link) => link.accountId === accountId && !link.endedAt && !(after && link.customerNumber <= after));
    return open.sort((a, b) => (a.customerNumber < b.customerNumber ? -1 : 1)).slice(0, limit);
  }

  async historyOf(whose: { accountId: string } | { customerNumber: string }, { limit, before }: { limit: number; before?: string }): Promise<CustomerLink[]> {
    const isWhose = (link: CustomerLink) => ('accountId' in whose ? link.accountId === whose.accountId : link.customerNumber === whose.customerNumber);
    const found = this.all().filter((link) => isWhose(link) && !(before && link.id >= before));
    return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  }

  private all(): CustomerLink[] {
    return [...this.database.links.values()];
  }
}

const isOf = (link: CustomerLink, accountId: string, customerNumber: string): boolean => link.accountId === accountId && link.customerNumber === customerNumber;

export class MemoryAccountStore extends AccountStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async lock(_tx: Transaction, accountId: string): Promise<{ isClosed: boolean }> {
    return { isClosed: this.database.closed.has(accountId) };
  }

  async close(accountId: string, at: Date): Promise<void> {
    this.database.closed.set(accountId, at);
  }
}

export class MemoryCustomerStore extends CustomerStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async load(_tx: Transaction, customerNumbers: readonly string[]): Promise<Customers> {
    return new Map(customerNumbers.map((customerNumber) => [customerNumber, this.database.customers.get(customerNumber) ?? { customerNumber }]));
  }

  lock(tx: Transaction, customerNumbers: readonly string[]): Promise<Customers> {
    return this.load(tx, customerNumbers);
  }

  async record(_tx: Transaction, customers: readonly Customer[]): Promise<void> {
    for (const customer of customers) this.database.customers.set(customer.customerNumber, customer);
  }
}

export class MemorySeenContractStore extends SeenContractStore {
  constructor(private readonly database: MemoryDatabase) {
    super();
  }

  async of(_tx: Transaction, customerNumber: string): Promise<SeenContract[]> {
    return this.database.contracts.get(customerNumber) ?? [];
  }

  async productsOf(_tx: Transaction, accessNumbers: readonly string[]): Promise<Map<string, Product>> {
    const seen = [...this.database.contracts.values()].flat().filter(({ accessNumber }) => accessNumbers.includes(accessNumber));
    return new Map(seen.map(({ accessNumber, life }) => [accessNumber, life.product]));
  }

  async countActive(customerNumbers: readonly string[], now: Date): Promise<Map<string, number>> {
    const counts = customerNumbers.map((number): [string, number] => [number, (this.database.contracts.get(number) ?? []).filter((contract) => isActive(contract, now)).length]);
    return new Map(counts.filter(([, count]) => count > 0));
  }
}
