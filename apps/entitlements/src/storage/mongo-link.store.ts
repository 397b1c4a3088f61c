import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { CustomerLink, Link } from '../domain/link.js';
import { LinkStore } from '../domain/link.store.js';
import { type LinkDocument, LINKS, toLink } from './link.schema.js';

/** Every value in a filter here is an id or a number that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoLinkStore extends LinkStore {
  private readonly links: mongo.Collection<LinkDocument>;

  constructor(database: Database) {
    super();
    this.links = database.collection(LINKS);
  }

  async find(tx: Transaction, linkId: string): Promise<Link | undefined> {
    const found = await this.links.findOne({ _id: linkId }, { session: sessionOf(tx) });
    return found ? toLink(found) : undefined;
  }

  async put(tx: Transaction, { linkId, ...link }: Link): Promise<void> {
    await this.links.replaceOne({ _id: linkId }, link, { session: sessionOf(tx), upsert: true });
  }

  async listOpen(tx: Transaction, customerNumbers: readonly string[]): Promise<CustomerLink[]> {
    const found = await this.links.find({ customerNumber: { $in: [...customerNumbers] }, ended: false }, { session: sessionOf(tx) }).toArray();
    return found.map((link) => toLink<CustomerLink>(link));
  }

  async numbersOf(accountId: string, tx?: Transaction): Promise<string[]> {
    const found = await this.links.find({ accountId, via: 'LINK', ended: false }, { projection: { customerNumber: 1 }, ...(tx && { session: sessionOf(tx) }) }).toArray();
    return [...new Set(found.map(({ customerNumber }) => customerNumber!))];
  }

  async listEndedCentreLinks(accountId: string, limit: number): Promise<string[]> {
    const filter = { accountId, via: 'CUSTOMER_CENTRE', ended: true } as const;
    // UUIDv7 ids sort by the time at which they were made.
    const found = await this.links.find(filter, { projection: { _id: 1 }, sort: { _id: -1 }, limit }).toArray();
    return found.map(({ _id }) => _id);
  }

  async endOf(tx: Transaction, accountId: string): Promise<void> {
    await this.links.updateMany({ accountId, ended: false }, { $set: { ended: true } }, { session: sessionOf(tx) });
  }

  async end(tx: Transaction, linkIds: readonly string[]): Promise<void> {
    if (linkIds.length > 0) await this.links.updateMany({ _id: { $in: [...linkIds] } }, { $set: { ended: true } }, { session: sessionOf(tx) });
  }
}
