import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { CustomerLink, Link, LostLink } from '../domain/link.js';
import { LinkStore } from '../domain/link.store.js';
import { answered, MAX_TIME_MS } from './answered.js';
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

  async listLost(accountId: string, limit: number, after = ''): Promise<LostLink[]> {
    const lost = { accountId, lost: { $exists: true }, _id: { $gt: after } };
    const found = await answered(this.links.find(lost, { projection: { lost: 1 }, sort: { _id: 1 }, limit, maxTimeMS: MAX_TIME_MS }).toArray());
    return found.map(({ _id, lost: by }) => ({ linkId: _id, ...by! }));
  }

  async endOf(tx: Transaction, accountId: string): Promise<void> {
    await this.links.updateMany({ accountId, ended: false }, { $set: { ended: true } }, { session: sessionOf(tx) });
  }

  async lose(tx: Transaction, linkIds: readonly string[], lost: Omit<LostLink, 'linkId'>): Promise<void> {
    await this.links.updateMany({ _id: { $in: [...linkIds] }, ended: false }, { $set: { ended: true, lost } }, { session: sessionOf(tx) });
  }
}
