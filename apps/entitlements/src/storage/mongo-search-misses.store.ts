import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Database } from '#libs/persistence';
import { SearchMissesStore } from '../domain/search-misses.store.js';
import { SEARCH_MISSES } from './share.schema.js';

/** When somebody found nobody. */
interface MissesDocument {
  _id: string;
  misses: { id: string; at: Date }[];
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

  async take(accountId: string, searchId: string, now: Date): Promise<Date | undefined> {
    const recent = { $filter: { input: { $ifNull: ['$misses', []] }, cond: { $gt: ['$$this.at', later(now, -WITHIN_MS)] } } };
    const counted = [
      { $set: { misses: recent, expireAt: later(now, WITHIN_MS) } },
      { $set: { misses: { $cond: [{ $lt: [{ $size: '$misses' }, MOST_MISSES] }, { $concatArrays: ['$misses', [{ id: searchId, at: now }]] }, '$misses'] } } },
    ];
    const before = await this.misses.findOneAndUpdate({ _id: accountId }, counted, { ...QUICK, upsert: true, returnDocument: 'before' });
    const recentOnes = (before?.misses ?? []).filter(({ at }) => at > later(now, -WITHIN_MS));
    return recentOnes.length < MOST_MISSES ? undefined : later(recentOnes[0]!.at, WITHIN_MS);
  }

  async giveBack(accountId: string, searchId: string): Promise<void> {
    await this.misses.updateOne({ _id: accountId }, { $pull: { misses: { id: searchId } } }, QUICK);
  }
}
