import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Database } from '#libs/persistence';
import { FREE_TRIES, MAX_PAUSE_SECONDS, THROTTLE_MEMORY_MS } from '../domain/sign-in-throttle.js';
import { SignInThrottleStore } from '../domain/sign-in-throttle.store.js';

export const SIGN_IN_THROTTLES = 'sign-in-throttles';

interface ThrottleDocument {
  _id: string;
  /** Tries since the last success. */
  tries?: number;
  pausedUntil?: Date;
  /** Of an account: the clock hour, and the tries in it and in the one before. */
  hour?: number;
  inHour?: number;
  inHourBefore?: number;
  expireAt: Date;
}

const HOUR_MS = 3_600_000;
// A counter that a power cut takes back by a moment protects as well, and a sign-in waits for one flush less.
const QUICK = { writeConcern: { w: 1, j: false } } as const;

/** Pipelines decide and count in one atomic step, so that parallel tries get different numbers. */
@Injectable()
export class MongoSignInThrottleStore extends SignInThrottleStore {
  private readonly throttles: mongo.Collection<ThrottleDocument>;

  constructor(database: Database) {
    super();
    this.throttles = database.collection(SIGN_IN_THROTTLES);
  }

  async countTry(originKey: string, now: Date): Promise<Date | undefined> {
    const isPaused = { $gt: ['$pausedUntil', now] };
    const tries = { $cond: [isPaused, '$tries', { $add: [{ $ifNull: ['$tries', 0] }, 1] }] };
    const pausedUntil = { $cond: [isPaused, '$pausedUntil', { $add: [now, { $multiply: [1_000, PAUSE_SECONDS] }] }] };
    const before = await this.throttles.findOneAndUpdate({ _id: originKey }, [{ $set: { tries } }, { $set: { pausedUntil, expireAt: expiry(now) } }], {
      upsert: true,
      returnDocument: 'before',
      ...QUICK,
    });
    return before?.pausedUntil && before.pausedUntil > now ? before.pausedUntil : undefined;
  }

  async countAccountTry(accountKey: string, now: Date): Promise<number> {
    const hour = Math.floor(now.getTime() / HOUR_MS);
    const isThisHour = { $eq: ['$hour', hour] };
    const inHour = { $cond: [isThisHour, { $add: ['$inHour', 1] }, 1] };
    const inHourBefore = { $cond: [isThisHour, '$inHourBefore', { $cond: [{ $eq: ['$hour', hour - 1] }, '$inHour', 0] }] };
    const counted = await this.throttles.findOneAndUpdate({ _id: accountKey }, [{ $set: { hour, inHour, inHourBefore, expireAt: expiry(now) } }], {
      upsert: true,
      returnDocument: 'after',
      ...QUICK,
    });
    return (counted?.inHour ?? 1) + (counted?.inHourBefore ?? 0);
  }

  async clear(originKey: string): Promise<void> {
    await this.throttles.deleteOne({ _id: originKey }, QUICK);
  }
}

/** `pauseAfter` of the domain, as MongoDB reads it. */
const PAUSE_SECONDS = {
  $cond: [{ $lt: ['$tries', FREE_TRIES] }, 0, { $min: [MAX_PAUSE_SECONDS, { $pow: [2, { $min: [20, { $subtract: ['$tries', FREE_TRIES - 1] }] }] }] }],
};

const expiry = (now: Date): Date => new Date(now.getTime() + THROTTLE_MEMORY_MS);
