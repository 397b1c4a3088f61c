import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Customer } from '../domain/customer.js';
import { type Customers, CustomerStore } from '../domain/customer.store.js';
import { type CustomerDocument, CUSTOMERS } from './customer.schema.js';

const LOCK = { $inc: { locks: 1 } } as const;

/** Every value in a filter here is a number that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoCustomerStore extends CustomerStore {
  private readonly customers: mongo.Collection<CustomerDocument>;

  constructor(database: Database) {
    super();
    this.customers = database.collection(CUSTOMERS);
  }

  async load(tx: Transaction, customerNumbers: readonly string[]): Promise<Customers> {
    if (customerNumbers.length === 0) return new Map();
    const found = await this.customers.find({ _id: { $in: [...customerNumbers] } }, { session: sessionOf(tx) }).toArray();
    return new Map([...customerNumbers.map((customerNumber) => ({ customerNumber })), ...found.map(toCustomer)].map((customer) => [customer.customerNumber, customer]));
  }

  async lock(tx: Transaction, customerNumbers: readonly string[]): Promise<Customers> {
    const session = sessionOf(tx);
    const [only, ...more] = customerNumbers;
    if (only === undefined) return new Map();
    if (more.length === 0) {
      const document = await this.customers.findOneAndUpdate({ _id: only }, LOCK, { session, upsert: true, returnDocument: 'after' });
      return new Map([[only, toCustomer(document!)]]);
    }
    // In sorted order, so that two such transactions meet at the first number they share instead of crosswise.
    const locks = [...customerNumbers].sort().map((_id) => ({ updateOne: { filter: { _id }, update: LOCK, upsert: true } }));
    await this.customers.bulkWrite(locks, { session });
    return this.load(tx, customerNumbers);
  }

  async record(tx: Transaction, customers: readonly Customer[]): Promise<void> {
    const writes = customers.flatMap(({ customerNumber: _id, profile }) => (profile ? [{ updateOne: { filter: { _id }, update: { $set: { profile } } } }] : []));
    if (writes.length > 0) await this.customers.bulkWrite(writes, { session: sessionOf(tx), ordered: false });
  }
}

function toCustomer({ _id: customerNumber, profile }: CustomerDocument): Customer {
  return { customerNumber, ...(profile && { profile }) };
}
