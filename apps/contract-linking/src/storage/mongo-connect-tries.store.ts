import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { MOST_TRIES, TRIES_MEMORY_MS, waitUntil } from '../domain/connect-tries.js';
import { ConnectTriesStore } from '../domain/connect-tries.store.js';
import { LETTER_MEMORY_MS } from './letter.schema.js';

export const CONNECT_TRIES = 'connect-tries';

/** Of one account and number: when they were. Of all for one number: how many. */
interface TriesDocument {
  _id: string;
  times?: Date[];
  count?: number;
  expireAt: Date;
}

const ofAccount = (accountId: string, customerNumber: string): string => `${accountId} ${customerNumber}`;
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

  async take(accountId: string, customerNumber: string, now: Date): Promise<Date | undefined> {
    const before = await this.tries.findOneAndUpdate({ _id: ofAccount(accountId, customerNumber) }, counted(now), { ...QUICK, upsert: true, returnDocument: 'before' });
    return waitUntil(before?.times ?? [], now);
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
}

/** `waitUntil` of the domain, and one more try, as MongoDB reads them. */
function counted(now: Date): mongo.BSON.Document[] {
  const counting = { $filter: { input: { $ifNull: ['$times', []] }, cond: { $gt: ['$$this', later(now, -TRIES_MEMORY_MS)] } } };
  return [
    { $set: { times: counting } },
    { $set: { times: { $cond: [{ $lt: [{ $size: '$times' }, MOST_TRIES] }, { $concatArrays: ['$times', [now]] }, '$times'] }, expireAt: later(now, TRIES_MEMORY_MS) } },
  ];
}
