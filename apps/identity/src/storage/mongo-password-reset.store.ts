import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { PasswordReset } from '../domain/password-reset.js';
import { PasswordResetStore } from '../domain/password-reset.store.js';

export const PASSWORD_RESETS = 'password-resets';

/** Whoever holds a token that is spent or has expired is told so for this long (ms). */
const RESET_MEMORY_MS = 30 * 24 * 3_600_000;

interface PasswordResetDocument extends Omit<PasswordReset, 'hash'> {
  /** Keyed hash of the token. */
  _id: string;
  forgetAt: Date;
}

/** Every value in a filter here is a hash or a date that a rule has made: the driver itself sanitizes nothing. */
@Injectable()
export class MongoPasswordResetStore extends PasswordResetStore {
  private readonly resets: mongo.Collection<PasswordResetDocument>;

  constructor(database: Database) {
    super();
    this.resets = database.collection(PASSWORD_RESETS);
  }

  async add(resets: PasswordReset[], tx: Transaction): Promise<void> {
    const documents = resets.map(({ hash, ...reset }) => ({ _id: hash, ...reset, forgetAt: new Date(reset.expiresAt.getTime() + RESET_MEMORY_MS) }));
    await this.resets.insertMany(documents, { session: sessionOf(tx) });
  }

  async find(hash: string): Promise<PasswordReset | undefined> {
    const document = await this.resets.findOne({ _id: hash });
    if (!document) return undefined;
    const { _id, forgetAt: _forgetAt, ...reset } = document;
    return { hash: _id, ...reset };
  }

  async spend(hash: string, now: Date, tx: Transaction): Promise<boolean> {
    const open = { _id: hash, usedAt: { $exists: false }, expiresAt: { $gt: now } };
    return (await this.resets.updateOne(open, { $set: { usedAt: now } }, { session: sessionOf(tx) })).modifiedCount === 1;
  }
}
