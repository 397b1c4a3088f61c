import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { AccountStore } from '../domain/account.store.js';
import { type AccountDocument, ACCOUNTS } from './account.schema.js';

@Injectable()
export class MongoAccountStore extends AccountStore {
  private readonly accounts: mongo.Collection<AccountDocument>;

  constructor(database: Database) {
    super();
    this.accounts = database.collection(ACCOUNTS);
  }

  async lock(tx: Transaction, accountId: string): Promise<{ isClosed: boolean }> {
    const account = await this.accounts.findOneAndUpdate({ _id: accountId }, { $inc: { locks: 1 } }, { session: sessionOf(tx), upsert: true, returnDocument: 'after' });
    return { isClosed: account?.closedAt !== undefined };
  }

  async close(accountId: string, at: Date): Promise<void> {
    await this.accounts.updateOne({ _id: accountId }, { $min: { closedAt: at } }, { upsert: true });
  }
}
