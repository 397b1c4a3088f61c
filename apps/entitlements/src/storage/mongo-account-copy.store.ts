import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { AccountCopy } from '../domain/account-copy.js';
import { AccountCopyStore, type Subordinate } from '../domain/account-copy.store.js';
import { type AccountDocument, ACCOUNTS, toCopy } from './account-copy.schema.js';

const SUBORDINATE = { 'role.name': 'SUB_ADMINISTRATOR', 'state.status': { $ne: 'CLOSED' } } as const;

/** Every value in a filter here is an id that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoAccountCopyStore extends AccountCopyStore {
  private readonly accounts: mongo.Collection<AccountDocument>;

  constructor(database: Database) {
    super();
    this.accounts = database.collection(ACCOUNTS);
  }

  async find(tx: Transaction, accountId: string): Promise<AccountCopy | undefined> {
    const document = await this.accounts.findOne({ _id: accountId }, { session: sessionOf(tx) });
    return document ? toCopy(document) : undefined;
  }

  async findMany(accountIds: readonly string[]): Promise<Map<string, AccountCopy>> {
    const found = await this.accounts.find({ _id: { $in: [...accountIds] } }).toArray();
    return new Map(found.map((document) => [document._id, toCopy(document)]));
  }

  async lock(tx: Transaction, accountId: string): Promise<AccountCopy | undefined> {
    const document = await this.accounts.findOneAndUpdate({ _id: accountId }, { $inc: { locked: 1 } }, { session: sessionOf(tx) });
    return document ? toCopy(document) : undefined;
  }

  async put(tx: Transaction, { accountId, ...copy }: AccountCopy): Promise<void> {
    await this.accounts.replaceOne({ _id: accountId }, copy, { session: sessionOf(tx), upsert: true });
  }

  countBelow(tx: Transaction, superiorId: string): Promise<number> {
    return this.accounts.countDocuments({ 'superior.accountId': superiorId, ...SUBORDINATE }, { session: sessionOf(tx) });
  }

  async listSubordinates({ limit, after }: { limit: number; after?: string }): Promise<Subordinate[]> {
    const above = { from: ACCOUNTS, localField: 'superior.accountId', foreignField: '_id', as: 'above' };
    const page = [{ $match: { ...SUBORDINATE, ...(after && { _id: { $gt: after } }) } }, { $sort: { _id: 1 } }, { $limit: limit }, { $lookup: above }];
    const rows = await this.accounts.aggregate<AccountDocument & { above: AccountDocument[] }>(page).toArray();
    return rows.map(({ above: [superior], ...account }) => ({ account: toCopy(account), ...(superior && { above: toCopy(superior) }) }));
  }
}
