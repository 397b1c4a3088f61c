import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { PER_ACCOUNT, PER_NUMBER, type TriesLimit, waitUntil } from '../domain/connect-tries.js';
import { ConnectTriesStore } from '../domain/connect-tries.store.js';
import { LETTER_MEMORY_MS } from './letter.schema.js';

export const CONNECT_TRIES = 'connect-tries';

/** Of one account, and of one account and number: when they were. Of all for one number: how many. */
interface TriesDocument {
  _id: string;
  times?: Date[];
  count?: number;
  expireAt: Date;
}

const ofAccount = (accountId: string, customerNumber: string): string => `${accountId} ${customerNumber}`;
const ofAnyNumber = (accountId: string): string => `account ${accountId}`;
const ofAll = (customerNumber: string): string => `all ${customerNumber}`;
const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

// A counter that a power cut takes back by a moment protects as well, and every try waits for two flushes less.
const QUICK = { writeConcern: { w: 1, j: false } } as const;

/** Pipelines decide and count in one atomic step, so that parallel tries get different numbers. */
@Injectable()
export class MongoConnectTriesStore extends ConnectTriesStore {
  private readonly tries: mongo.Collection<TriesDocument>;

  constructor(database: Database) {
    super();
    this.tries = database.collection(CONNECT_TRIES);
  }

  take(accountId: string, customerNumber: string, now: Date): Promise<Date | undefined> {
    return this.count(ofAccount(accountId, customerNumber), PER_NUMBER, now);
  }

  takeOfAccount(accountId: string, now: Date): Promise<Date | undefined> {
    return this.count(ofAnyNumber(accountId), PER_ACCOUNT, now);
  }

  async giveBack(accountId: string, customerNumber: string, at: Date): Promise<void> {
    await this.tries.updateOne({ _id: ofAccount(accountId, customerNumber) }, { $pull: { times: at } }, QUICK);
    await this.tries.updateOne({ _id: ofAll(customerNumber), count: { $gt: 0 } }, { $inc: { count: -1 } }, QUICK);
  }

  async takeOfAll(customerNumber: string, now: Date): Promise<number> {
    const counting = { $inc: { count: 1 }, $set: { expireAt: later(now, LETTER_MEMORY_MS) } };
    const after = await this.tries.findOneAndUpdate({ _id: ofAll(customerNumber) }, counting, { ...QUICK, upsert: true, returnDocument: 'after' });
    return after?.count ?? 1;
  }

  async clear(tx: Transaction, accountId: string, customerNumber: string): Promise<void> {
    await this.tries.deleteOne({ _id: ofAccount(accountId, customerNumber) }, { session: sessionOf(tx) });
  }

  async clearOfAll(tx: Transaction, customerNumber: string): Promise<void> {
    await this.tries.deleteOne({ _id: ofAll(customerNumber) }, { session: sessionOf(tx) });
  }

  private async count(_id: string, limit: TriesLimit, now: Date): Promise<Date | undefined> {
    const before = await this.tries.findOneAndUpdate({ _id }, counted(now, limit), { ...QUICK, upsert: true, returnDocument: 'before' });
    return waitUntil(before?.times ?? [], now, limit);
  }
}

/** `waitUntil` of the domain, and one more try, as MongoDB reads them. */
function counted(now: Date, { most, within }: TriesLimit): mongo.BSON.Document[] {
  const counting = { $filter: { input: { $ifNull: ['$times', []] }, cond: { $gt: ['$$this', later(now, -within)] } } };
  return [
    { $set: { times: counting } },
    { $set: { times: { $cond: [{ $lt: [{ $size: '$times' }, most] }, { $concatArrays: ['$times', [now]] }, '$times'] }, expireAt: later(now, within) } },
  ];
}
