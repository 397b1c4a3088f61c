import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { CustomerCentreLink } from '../domain/customer-centre-link.js';
import { CustomerCentreLinkStore } from '../domain/customer-centre-link.store.js';

export const CUSTOMER_CENTRE_LINKS = 'customer-centre-links';

interface LinkDocument extends Omit<CustomerCentreLink, 'id'> {
  _id: string;
  /** Absent once it has ended: the index that allows one of an account and number holds only open ones. */
  open?: true;
}

const BY_NUMBER = { accessNumber: 1 } as const;

/** Every value in a filter here is a string that a contract has checked, or a date: the driver itself sanitizes nothing. */
@Injectable()
export class MongoCustomerCentreLinkStore extends CustomerCentreLinkStore {
  private readonly links: mongo.Collection<LinkDocument>;

  constructor(database: Database) {
    super();
    this.links = database.collection(CUSTOMER_CENTRE_LINKS);
  }

  async openAmong(tx: Transaction, accountId: string, accessNumbers: readonly string[]): Promise<CustomerCentreLink[]> {
    const filter = { accountId, open: true, accessNumber: { $in: [...accessNumbers] } } as const;
    return (await this.links.find(filter, { session: sessionOf(tx), sort: BY_NUMBER }).toArray()).map(toLink);
  }

  async add(tx: Transaction, links: readonly CustomerCentreLink[]): Promise<void> {
    if (links.length === 0) return;
    await this.links.insertMany(links.map(({ id, ...link }) => ({ _id: id, ...link, open: true })), { session: sessionOf(tx) });
  }

  async endOf(tx: Transaction, accountId: string, accessNumber: string, now: Date): Promise<CustomerCentreLink | undefined> {
    const document = await this.links.findOneAndUpdate({ accountId, accessNumber, open: true }, ended(now), { session: sessionOf(tx), returnDocument: 'after' });
    return document ? toLink(document) : undefined;
  }

  async endSomeOf(tx: Transaction, accountId: string, { most, linkIds }: { most: number; linkIds?: readonly string[] }, now: Date): Promise<CustomerCentreLink[]> {
    const session = sessionOf(tx);
    const which = { accountId, open: true, ...(linkIds && { _id: { $in: [...linkIds] } }) } as const;
    const open = await this.links.find(which, { session, sort: BY_NUMBER, limit: most }).toArray();
    // Whoever ends one of them meanwhile makes the transaction start again.
    if (open.length > 0) await this.links.updateMany({ _id: { $in: open.map(({ _id }) => _id) } }, ended(now), { session });
    return open.map((document) => ({ ...toLink(document), endedAt: now }));
  }

  async lastEnded(tx: Transaction, accountId: string, accessNumber: string): Promise<CustomerCentreLink | undefined> {
    const document = await this.links.findOne({ accountId, accessNumber, endedAt: { $exists: true } }, { session: sessionOf(tx), sort: { endedAt: -1, _id: -1 } });
    return document ? toLink(document) : undefined;
  }

  async listOf(accountId: string, { limit, after }: { limit: number; after?: string }): Promise<CustomerCentreLink[]> {
    const filter = { accountId, open: true, ...(after !== undefined && { accessNumber: { $gt: after } }) } as const;
    return (await this.links.find(filter, { sort: BY_NUMBER, limit }).toArray()).map(toLink);
  }
}

const ended = (endedAt: Date) => ({ $set: { endedAt }, $unset: { open: true } }) as const;

function toLink({ _id: id, open: _open, ...link }: LinkDocument): CustomerCentreLink {
  return { id, ...link };
}
