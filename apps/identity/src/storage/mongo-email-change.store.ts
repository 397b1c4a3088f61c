import { Injectable } from '@nestjs/common';
import { mongo } from 'mongoose';
import { DomainError, type Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Account } from '../domain/account.js';
import { statesFor } from '../domain/account-status.policy.js';
import type { EmailChange } from '../domain/email-change.js';
import { EmailChangeStore } from '../domain/email-change.store.js';
import { ACCOUNTS, toAccount, type AccountDocument } from './account.schema.js';

export const EMAIL_CHANGES = 'email-changes';

/** Whoever holds a code that has expired is told so for this long (ms). */
const CHANGE_MEMORY_MS = 30 * 24 * 3_600_000;
const DUPLICATE_KEY = 11000;

interface EmailChangeDocument extends Omit<EmailChange, 'accountId'> {
  /** The account's id: there is one change at a time. */
  _id: string;
  forgetAt: Date;
}

/** Every value in a filter here is a string or a date that a contract or a rule has made: the driver itself sanitizes nothing. */
@Injectable()
export class MongoEmailChangeStore extends EmailChangeStore {
  private readonly changes: mongo.Collection<EmailChangeDocument>;
  private readonly accounts: mongo.Collection<AccountDocument>;

  constructor(database: Database) {
    super();
    this.changes = database.collection(EMAIL_CHANGES);
    this.accounts = database.collection(ACCOUNTS);
  }

  async begin({ accountId, ...change }: EmailChange, version: number, tx: Transaction): Promise<boolean> {
    const session = sessionOf(tx);
    const waiting = { $set: { pendingEmail: change.email }, $inc: { version: 1 } };
    if ((await this.accounts.updateOne({ _id: accountId, version }, waiting, { session })).modifiedCount !== 1) return false;
    const forgetAt = new Date(change.expiresAt.getTime() + CHANGE_MEMORY_MS);
    await this.changes.replaceOne({ _id: accountId }, { ...change, forgetAt }, { session, upsert: true });
    return true;
  }

  async countTry(accountId: string): Promise<EmailChange | undefined> {
    const document = await this.changes.findOneAndUpdate({ _id: accountId }, { $inc: { tries: 1 } }, { returnDocument: 'after' });
    if (!document) return undefined;
    const { _id, forgetAt: _forgetAt, ...change } = document;
    return { accountId: _id, ...change };
  }

  async complete({ accountId, email, hash }: EmailChange, now: Date, tx: Transaction): Promise<Account | undefined> {
    const session = sessionOf(tx);
    const open = { _id: accountId, hash, usedAt: { $exists: false }, expiresAt: { $gt: now } };
    if ((await this.changes.updateOne(open, { $set: { usedAt: now } }, { session })).modifiedCount !== 1) return undefined;
    const waiting = { _id: accountId, pendingEmail: email, status: { $in: statesFor('SIGN_IN') } };
    try {
      const document = await this.accounts.findOneAndUpdate(waiting, changed(email), { session, returnDocument: 'after' });
      return document ? toAccount(document) : undefined;
    } catch (error) {
      if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) throw new DomainError('email-taken');
      throw error;
    }
  }

  async withdraw(accountId: string, tx: Transaction): Promise<boolean> {
    const session = sessionOf(tx);
    await this.changes.deleteOne({ _id: accountId }, { session });
    const waiting = { _id: accountId, pendingEmail: { $exists: true } };
    return (await this.accounts.updateOne(waiting, { $unset: { pendingEmail: 1 } }, { session })).modifiedCount === 1;
  }
}

/** Of a master administrator the address becomes the one that nobody else may have. It is literal: an address may begin with a dollar sign. */
function changed(email: string): mongo.BSON.Document[] {
  const literal = { $literal: email };
  const masterEmail = { $cond: [{ $eq: ['$role', 'MASTER_ADMINISTRATOR'] }, literal, '$$REMOVE'] };
  return [{ $set: { email: literal, masterEmail, version: { $add: ['$version', 1] } } }, { $unset: 'pendingEmail' }];
}
