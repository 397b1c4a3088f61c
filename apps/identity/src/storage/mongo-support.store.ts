import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf, trusted } from '#libs/persistence';
import type { Account } from '../domain/account.js';
import { SupportStore, type AccountSought, type SupportReach } from '../domain/support.store.js';
import { usernameKey } from '../domain/username.policy.js';
import { ACCOUNTS, accountSchema, toAccount, type AccountDocument } from './account.schema.js';

@Injectable()
export class MongoSupportStore extends SupportStore {
  private readonly accounts: Model<AccountDocument>;

  constructor(database: Database) {
    super();
    this.accounts = database.model('Account', accountSchema, ACCOUNTS);
  }

  async search(sought: AccountSought, reach: SupportReach, { limit, before }: { limit: number; before?: string }, tx: Transaction): Promise<Account[]> {
    const filter = { ...fieldOf(sought), ...within(reach), ...(before && { _id: trusted({ $lt: before }) }) };
    const documents = await this.accounts.find(filter).sort({ _id: -1 }).limit(limit).session(sessionOf(tx)).lean<AccountDocument[]>().exec();
    return documents.map(toAccount);
  }

  async findWithin(reach: SupportReach, id: string, tx: Transaction): Promise<Account | undefined> {
    return found(await this.accounts.findOne({ _id: id, ...within(reach) }).session(sessionOf(tx)).lean<AccountDocument>().exec());
  }
}

/** Customer numbers: the one of the registration. */
function fieldOf(sought: AccountSought) {
  if ('username' in sought) return { usernameKey: usernameKey(sought.username) };
  return 'email' in sought ? { email: sought.email } : { customerNumber: sought.customerNumber };
}

const within = (reach: SupportReach) => (reach === 'CUSTOMERS' ? { role: trusted({ $ne: 'SUPPORT_AGENT' as const }) } : {});

function found(document: AccountDocument | null): Account | undefined {
  return document ? toAccount(document) : undefined;
}
