import { Injectable } from '@nestjs/common';
import { type Call, type Transaction, Transactions, Turns } from '#libs/kernel';
import { CustomerStore } from '../domain/customer.store.js';

type Work<T> = (tx: Transaction) => Promise<T>;

/** Transactions that decide by a customer number: one at a time over all instances, in turns within this one. */
@Injectable()
export class CustomerLock {
  constructor(
    private readonly transactions: Transactions,
    private readonly customers: CustomerStore,
    private readonly turns: Turns,
  ) {}

  hold<T>(customerNumber: string, call: Call, work: Work<T>): Promise<T> {
    return this.turns.take(customerNumber, () => this.transactions.run(call, (tx) => this.locked(customerNumber, tx, work)));
  }

  /** The same, once per idempotency key of the call. */
  holdOnce<T extends object>(customerNumber: string, call: Call, work: Work<T>): Promise<T> {
    return this.turns.take(customerNumber, () => this.transactions.runOnce(call, (tx) => this.locked(customerNumber, tx, work)));
  }

  private async locked<T>(customerNumber: string, tx: Transaction, work: Work<T>): Promise<T> {
    await this.customers.lock(tx, [customerNumber]);
    return work(tx);
  }
}
