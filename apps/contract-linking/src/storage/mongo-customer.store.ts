import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Customer } from '../domain/customer.js';
import { CustomerStore } from '../domain/customer.store.js';
import { type CustomerDocument, CUSTOMERS, customerSchema } from './customer.schema.js';

@Injectable()
export class MongoCustomerStore extends CustomerStore {
  private readonly customers: Model<CustomerDocument>;

  constructor(database: Database) {
    super();
    this.customers = database.model('Customer', customerSchema, CUSTOMERS);
  }

  async load(tx: Transaction, customerNumber: string): Promise<Customer> {
    const document = await this.customers.findById(customerNumber).session(sessionOf(tx)).lean().exec();
    return toCustomer(customerNumber, document);
  }

  async lock(tx: Transaction, customerNumber: string): Promise<Customer> {
    const options = { session: sessionOf(tx), upsert: true, returnDocument: 'after' } as const;
    const document = await this.customers.findOneAndUpdate({ _id: customerNumber }, { $inc: { locks: 1 } }, options).lean().exec();
    return toCustomer(customerNumber, document);
  }

  async record(tx: Transaction, { customerNumber, profile }: Customer): Promise<void> {
    await this.customers.updateOne({ _id: customerNumber }, { $set: { profile } }, { session: sessionOf(tx) }).exec();
  }
}

function toCustomer(customerNumber: string, document: Pick<CustomerDocument, 'profile'> | null): Customer {
  return { customerNumber, ...(document?.profile && { profile: document.profile }) };
}
