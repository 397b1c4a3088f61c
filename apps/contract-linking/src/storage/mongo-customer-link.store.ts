import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Actor, Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { CustomerLink } from '../domain/customer-link.js';
import { CustomerLinkStore } from '../domain/customer-link.store.js';
import { CUSTOMER_LINKS, type CustomerLinkDocument, toLink, toLinkDocument } from './customer-link.schema.js';

const OPEN = { isOpen: true } as const;

/** Every value in a filter here is a string that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoCustomerLinkStore extends CustomerLinkStore {
  private readonly links: mongo.Collection<CustomerLinkDocument>;

  constructor(database: Database) {
    super();
    this.links = database.collection(CUSTOMER_LINKS);
  }

  newestOf(accountId: string, customerNumber: string): Promise<CustomerLink | undefined> {
    return this.findOne(accountId, customerNumber, {});
  }

  async findOpen(tx: Transaction, accountId: string, customerNumber: string): Promise<CustomerLink | undefined> {
    const document = await this.links.findOne({ accountId, customerNumber, ...OPEN }, { session: sessionOf(tx) });
    return document ? toLink(document) : undefined;
  }

  findNewest(tx: Transaction, accountId: string, customerNumber: string): Promise<CustomerLink | undefined> {
    return this.findOne(accountId, customerNumber, { session: sessionOf(tx) });
  }

  async othersOf(tx: Transaction, customerNumber: string, exceptId: string, limit: number): Promise<string[]> {
    const filter = { customerNumber, ...OPEN, accountId: { $ne: exceptId } };
    const found = await this.links.find(filter, { session: sessionOf(tx), sort: { linkedAt: 1 }, limit, projection: { accountId: 1 } }).toArray();
    return found.map(({ accountId }) => accountId);
  }

  async open(tx: Transaction, link: CustomerLink): Promise<void> {
    await this.links.insertOne(toLinkDocument(link), { session: sessionOf(tx) });
  }

  async end(tx: Transaction, linkId: string, at: Date, by: Actor): Promise<void> {
    await this.links.updateOne({ _id: linkId, ...OPEN }, { $set: { endedAt: at, endedBy: by }, $unset: { isOpen: 1 } }, { session: sessionOf(tx) });
  }

  async listOf(accountId: string, { limit, after }: { limit: number; after?: string }): Promise<CustomerLink[]> {
    const filter = { accountId, ...OPEN, ...(after && { customerNumber: { $gt: after } }) };
    return (await this.links.find(filter, { sort: { customerNumber: 1 }, limit }).toArray()).map(toLink);
  }

  async historyOf(whose: { accountId: string } | { customerNumber: string }, { limit, before }: { limit: number; before?: string }): Promise<CustomerLink[]> {
    const filter = { ...whose, ...(before && { _id: { $lt: before } }) };
    return (await this.links.find(filter, { sort: { _id: -1 }, limit }).toArray()).map(toLink);
  }

  private async findOne(accountId: string, customerNumber: string, options: mongo.FindOptions): Promise<CustomerLink | undefined> {
    const document = await this.links.findOne({ accountId, customerNumber }, { ...options, sort: { _id: -1 } });
    return document ? toLink(document) : undefined;
  }
}
