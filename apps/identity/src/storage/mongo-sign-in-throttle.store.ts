import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Database } from '#libs/persistence';
import { FREE_TRIES, MAX_PAUSE_SECONDS, pausedUntil, THROTTLE_MEMORY_MS, type Tries } from '../domain/sign-in-throttle.js';
import { SignInThrottleStore } from '../domain/sign-in-throttle.store.js';
import { findAndModify } from './find-and-modify.js';

export const SIGN_IN_THROTTLES = 'sign-in-throttles';

interface TriesDocument extends Tries {
  _id: string;
  expireAt: Date;
}

interface FailuresDocument {
  _id: string;
  hour: number;
  inHour: number;
  inHourBefore: number;
  lastAt: Date;
  expireAt: Date;
}

const HOUR_MS = 3_600_000;
// A counter that a power cut takes back by a moment protects as well, and a sign-in waits for one flush less.
const QUICK = { w: 1, j: false } as const;

/** Pipelines decide and count in one atomic step, so that parallel tries get different numbers. */
@Injectable()
export class MongoSignInThrottleStore extends SignInThrottleStore {
  constructor(private readonly database: Database) {
    super();
  }

  async countTry(originKey: string, forgivenAt: Date | undefined, now: Date): Promise<Date | undefined> {
    const counting = { query: { _id: originKey }, update: counted(forgivenAt, now), upsert: true, writeConcern: QUICK };
    return pausedUntil(await findAndModify<TriesDocument>(this.database, SIGN_IN_THROTTLES, counting), forgivenAt, now);
  }

  async forgive(originKey: string, at: Date): Promise<void> {
    await this.database.collection<TriesDocument>(SIGN_IN_THROTTLES).deleteOne({ _id: originKey, lastAt: { $lte: at } });
  }

  async countFailure(accountKey: string, forgivenAt: Date | undefined, now: Date): Promise<number> {
    const hour = Math.floor(now.getTime() / HOUR_MS);
    const isThisHour = { $and: [{ $eq: ['$hour', hour] }, notForgiven(forgivenAt)] };
    const isLastHour = { $and: [{ $eq: ['$hour', hour - 1] }, notForgiven(forgivenAt)] };
    const inHour = { $cond: [isThisHour, { $add: ['$inHour', 1] }, 1] };
    const inHourBefore = { $cond: [isThisHour, '$inHourBefore', { $cond: [isLastHour, '$inHour', 0] }] };
    const update = [{ $set: { hour, inHour, inHourBefore, lastAt: now, expireAt: expiry(now) } }];
    const counting = { query: { _id: accountKey }, update, upsert: true, new: true, writeConcern: QUICK };
    const after = await findAndModify<FailuresDocument>(this.database, SIGN_IN_THROTTLES, counting);
    return after ? after.inHour + after.inHourBefore : 1;
  }
}

/** `pausedUntil` of the domain, and one more try, as MongoDB reads them. */
function counted(forgivenAt: Date | undefined, now: Date): mongo.BSON.Document[] {
  const isAnew = { $not: [notForgiven(forgivenAt)] };
  const isPaused = { $gt: ['$pausedUntil', now] };
  return [
    { $set: { count: { $cond: [isAnew, 0, '$count'] }, pausedUntil: { $cond: [isAnew, new Date(0), '$pausedUntil'] } } },
    { $set: { count: { $cond: [isPaused, '$count', { $add: ['$count', 1] }] }, lastAt: { $cond: [isPaused, '$lastAt', now] } } },
    { $set: { pausedUntil: { $cond: [isPaused, '$pausedUntil', endOfPause(now)] }, expireAt: expiry(now) } },
  ];
}

/** `endOfPause` of the domain. A free try leaves none: not even until now, which is ahead for an instance whose clock is behind. */
const endOfPause = (now: Date) => ({
  $cond: [{ $lt: ['$count', FREE_TRIES] }, new Date(0), { $add: [now, { $multiply: [1_000, { $min: [MAX_PAUSE_SECONDS, { $pow: [2, { $min: [20, { $subtract: ['$count', FREE_TRIES - 1] }] }] }] }] }] }],
});

/** False where nothing was counted yet, too. */
const notForgiven = (forgivenAt: Date = new Date(-1)) => ({ $gt: ['$lastAt', forgivenAt] });

const expiry = (now: Date): Date => new Date(now.getTime() + THROTTLE_MEMORY_MS);
