import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Database } from '#libs/persistence';
import { SearchMissesStore } from '../domain/search-misses.store.js';
import { SEARCH_MISSES } from './share.schema.js';

/** When somebody found nobody. */
interface MissesDocument {
  _id: string;
  times: Date[];
  expireAt: Date;
}

const MOST_MISSES = 10;
const WITHIN_MS = 3_600_000;

// A counter that a power cut takes back by a moment protects as well.
const QUICK = { writeConcern: { w: 1, j: false } } as const;

const later = (date: Date, ms: number): Date => new Date(date.getTime() + ms);

/** A pipeline decides and counts in one atomic step, so that parallel searches do not get past it. */
@Injectable()
export class MongoSearchMissesStore extends SearchMissesStore {
  private readonly misses: mongo.Collection<MissesDocument>;

  constructor(database: Database) {
    super();
    this.misses = database.collection(SEARCH_MISSES);
  }

  async take(accountId: string, now: Date): Promise<Date | undefined> {
    const recent = { $filter: { input: { $ifNull: ['$times', []] }, cond: { $gt: ['$$this', later(now, -WITHIN_MS)] } } };
    const counted = [
      { $set: { times: recent, expireAt: later(now, WITHIN_MS) } },
      { $set: { times: { $cond: [{ $lt: [{ $size: '$times' }, MOST_MISSES] }, { $concatArrays: ['$times', [now]] }, '$times'] } } },
    ];
    const before = await this.misses.findOneAndUpdate({ _id: accountId }, counted, { ...QUICK, upsert: true, returnDocument: 'before' });
    const times = (before?.times ?? []).filter((time) => time > later(now, -WITHIN_MS));
    return times.length < MOST_MISSES ? undefined : later(times[0]!, WITHIN_MS);
  }

  async giveBack(accountId: string, at: Date): Promise<void> {
    await this.misses.updateOne({ _id: accountId }, { $pull: { times: at } }, QUICK);
  }
}
