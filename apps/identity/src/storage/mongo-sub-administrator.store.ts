import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Account } from '../domain/account.js';
import { statesFor } from '../domain/account-status.policy.js';
import type { SubAdministrator, Subordinate } from '../domain/sub-administrator.js';
import { SubAdministratorStore } from '../domain/sub-administrator.store.js';
import { ACCOUNTS, toAccount, toDocument, type AccountDocument } from './account.schema.js';
import { findBatch } from './find-batch.js';

const SHOWN = { username: 1, firstName: 1, lastName: 1, email: 1, status: 1, invitedUntil: 1, lastLoginAt: 1 } as const;
const NEWEST_FIRST = { _id: -1 } as const;
const OPEN_BY_SUPERIOR = { superiorId: 1, _id: -1, status: 1 } as const;

type Shown = Pick<AccountDocument, '_id' | keyof typeof SHOWN>;

/** Every value in a filter here is a string that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoSubAdministratorStore extends SubAdministratorStore {
  private readonly accounts: mongo.Collection<AccountDocument>;

  constructor(private readonly database: Database) {
    super();
    this.accounts = database.collection(ACCOUNTS);
  }

  async listOf(superiorId: string, { limit, before }: { limit: number; before?: string }): Promise<SubAdministrator[]> {
    const filter = { ...of(superiorId), ...(before && { _id: { $lt: before } }) };
    const documents = await findBatch<Shown>(this.database, ACCOUNTS, { filter, projection: SHOWN, sort: NEWEST_FIRST, limit, hint: OPEN_BY_SUPERIOR });
    return documents.map(({ _id: id, ...shown }) => ({ id, ...shown }));
  }

  async findOf(superiorId: string, id: string, tx?: Transaction): Promise<Account | undefined> {
    const document = await this.accounts.findOne({ _id: id, ...of(superiorId) }, tx ? { session: sessionOf(tx) } : {});
    return document ? toAccount(document) : undefined;
  }

  async findEvenClosedOf(superiorId: string, id: string, tx: Transaction): Promise<Account | undefined> {
    const document = await this.accounts.findOne({ _id: id, superiorId }, { session: sessionOf(tx) });
    return document ? toAccount(document) : undefined;
  }

  async add(account: Subordinate, most: number, tx: Transaction): Promise<boolean> {
    const session = sessionOf(tx);
    await this.accounts.updateOne({ _id: account.superiorId }, { $inc: { subAdministratorsCreated: 1 } }, { session });
    if ((await this.accounts.countDocuments(of(account.superiorId), { session, limit: most })) >= most) return false;
    await this.accounts.insertOne(toDocument(account), { session });
    return true;
  }
}

/** Exactly what their index holds. */
const of = (superiorId: string) => ({ superiorId, status: { $in: statesFor('CLOSE') } });
