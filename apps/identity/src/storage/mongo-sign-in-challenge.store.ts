import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Account } from '../domain/account.js';
import { statesFor } from '../domain/account-status.policy.js';
import { nobodysChallenge, type SignInChallenge } from '../domain/sign-in-challenge.js';
import { SignInChallengeStore } from '../domain/sign-in-challenge.store.js';
import { ACCOUNTS, toAccount, type AccountDocument } from './account.schema.js';

export const SIGN_IN_CHALLENGES = 'sign-in-challenges';

/** Whoever holds a code that has expired is told so for this long (ms); tries on what nobody was given are kept as long. */
const CHALLENGE_MEMORY_MS = 3_600_000;

/** Of a challenge that nobody was given only its tries are there. */
interface ChallengeDocument extends Partial<Omit<SignInChallenge, 'id' | 'tries'>> {
  _id: string;
  tries: number;
  forgetAt: Date;
}

/** Every value in a filter here is a string or a date that a contract or a rule has made: the driver itself sanitizes nothing. */
@Injectable()
export class MongoSignInChallengeStore extends SignInChallengeStore {
  private readonly challenges: mongo.Collection<ChallengeDocument>;
  private readonly accounts: mongo.Collection<AccountDocument>;

  constructor(database: Database) {
    super();
    this.challenges = database.collection(SIGN_IN_CHALLENGES);
    this.accounts = database.collection(ACCOUNTS);
  }

  async begin({ id, ...challenge }: SignInChallenge, passwordHash: string, tx: Transaction): Promise<Account | undefined> {
    const session = sessionOf(tx);
    const unchanged = { _id: challenge.accountId, status: { $in: statesFor('SIGN_IN') }, 'passwordHashes.0': passwordHash };
    const account = await this.accounts.findOneAndUpdate(unchanged, { $inc: { version: 1 } }, { session, returnDocument: 'after' });
    if (!account) return undefined;
    await this.challenges.insertOne({ _id: id, ...challenge, forgetAt: forgetAt(challenge.expiresAt) }, { session });
    return toAccount(account);
  }

  async countTry(id: string, now: Date): Promise<SignInChallenge> {
    const counting = { $inc: { tries: 1 }, $setOnInsert: { forgetAt: forgetAt(now) } };
    const document = await this.challenges.findOneAndUpdate({ _id: id }, counting, { upsert: true, returnDocument: 'after' });
    const { _id, forgetAt: _forgetAt, tries = 1, ...challenge } = document ?? {};
    return { ...nobodysChallenge(id, tries), ...challenge };
  }

  async spend(id: string, now: Date, tx: Transaction): Promise<boolean> {
    const open = { _id: id, usedAt: { $exists: false }, expiresAt: { $gt: now } };
    return (await this.challenges.updateOne(open, { $set: { usedAt: now } }, { session: sessionOf(tx) })).modifiedCount === 1;
  }
}

const forgetAt = (since: Date): Date => new Date(since.getTime() + CHALLENGE_MEMORY_MS);
