import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Account, Role } from '../domain/account.js';
import { statesFor } from '../domain/account-status.policy.js';
import { ForgottenStore, type Remembered } from '../domain/forgotten.store.js';
import { usernameKey } from '../domain/username.policy.js';
import { ACCOUNTS, toAccount, type AccountDocument } from './account.schema.js';

const MASTER: Role = 'MASTER_ADMINISTRATOR';

/** Every value in a filter here is a string that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoForgottenStore extends ForgottenStore {
  private readonly accounts: mongo.Collection<AccountDocument>;

  constructor(database: Database) {
    super();
    this.accounts = database.collection(ACCOUNTS);
  }

  async find(remembered: Remembered, limit: number, tx: Transaction): Promise<Account[]> {
    const named = 'email' in remembered ? { email: remembered.email, usernameKey: { $exists: true } } : { usernameKey: usernameKey(remembered.username) };
    const usable = { ...named, status: { $in: statesFor('RECOVER') } };
    const newest = (role: object) => this.accounts.find({ ...usable, role }, { session: sessionOf(tx), sort: { _id: -1 }, limit }).toArray();
    const masters = await newest({ $eq: MASTER });
    return [...masters, ...(await newest({ $ne: MASTER }))].slice(0, limit).map(toAccount);
  }

  async noteRequest(accounts: Account[], tx: Transaction): Promise<Account[]> {
    // Whoever changes one of them meanwhile makes the transaction start again: what was read is what is counted up.
    await this.accounts.updateMany({ _id: { $in: accounts.map(({ id }) => id) } }, { $inc: { version: 1 } }, { session: sessionOf(tx) });
    return accounts.map((account) => ({ ...account, version: account.version + 1 }));
  }
}
