import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { type AccountCopy, AccountCopyStore } from '../domain/account-copy.store.js';
import { type AccountDocument, ACCOUNTS, accountSchema } from './account-copy.schema.js';

@Injectable()
export class MongoAccountCopyStore extends AccountCopyStore {
  private readonly accounts: Model<AccountDocument>;

  constructor(database: Database) {
    super();
    this.accounts = database.model('Account', accountSchema, ACCOUNTS);
  }

  async find(tx: Transaction, accountId: string): Promise<AccountCopy | undefined> {
    const document = await this.accounts.findById(accountId).session(sessionOf(tx)).lean<AccountDocument>().exec();
    if (!document) return undefined;
    const { _id, ...copy } = document;
    return { accountId: _id, ...copy };
  }

  async put(tx: Transaction, { accountId, ...copy }: AccountCopy): Promise<void> {
    await this.accounts.replaceOne({ _id: accountId }, copy, { session: sessionOf(tx), upsert: true }).exec();
  }
}
