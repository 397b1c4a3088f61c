import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Account } from '../domain/account.js';
import type { AccountState } from '../domain/account-locks.js';
import { statesFor } from '../domain/account-status.policy.js';
import { AccountStateStore } from '../domain/account-state.store.js';
import { ACCOUNTS, toAccount, type AccountDocument } from './account.schema.js';

/** What the domain calls `leftLocked`. */
const LOCK_LEFT_TO_OPERATORS = [{ $set: { lockedBy: { $setUnion: [{ $setDifference: ['$lockedBy', ['MASTER']] }, ['OPERATOR']] } } }];

/** Every value in a filter here is an id or a number that a document or a contract has made: the driver itself sanitizes nothing. */
@Injectable()
export class MongoAccountStateStore extends AccountStateStore {
  private readonly accounts: mongo.Collection<AccountDocument>;

  constructor(database: Database) {
    super();
    this.accounts = database.collection(ACCOUNTS);
  }

  async change(id: string, version: number, { status, lockedBy, triesForgivenAt }: AccountState & { triesForgivenAt?: Date }, tx: Transaction): Promise<Account | undefined> {
    const update = {
      $set: { status, ...(lockedBy.length > 0 && { lockedBy }), ...(triesForgivenAt && { triesForgivenAt }) },
      $unset: { ...(lockedBy.length === 0 && { lockedBy: 1 as const }), ...(status === 'CLOSED' && { masterEmail: 1 as const }) },
      $inc: { version: 1 },
    };
    const document = await this.accounts.findOneAndUpdate({ _id: id, version }, update, { session: sessionOf(tx), returnDocument: 'after' });
    return document ? toAccount(document) : undefined;
  }

  /** Whoever changes one of them meanwhile makes the transaction start again: what was found is what is left. */
  async leaveSubordinates(superiorId: string, tx: Transaction): Promise<string[]> {
    const session = sessionOf(tx);
    const left = await this.accounts.find({ superiorId, status: { $in: statesFor('CLOSE') } }, { session, projection: { _id: 1 } }).toArray();
    const ids = left.map(({ _id }) => _id);
    if (ids.length === 0) return ids;
    await this.accounts.updateMany({ _id: { $in: ids }, lockedBy: 'MASTER' }, LOCK_LEFT_TO_OPERATORS, { session });
    await this.accounts.updateMany({ _id: { $in: ids } }, { $unset: { superiorId: 1 }, $inc: { version: 1 } }, { session });
    return ids;
  }
}
