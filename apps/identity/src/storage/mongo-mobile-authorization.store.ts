import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { MobileAuthorization } from '../domain/mobile-authorization.js';
import { MobileAuthorizationStore } from '../domain/mobile-authorization.store.js';
import { ACCOUNTS, type AccountDocument } from './account.schema.js';

export const MOBILE_AUTHORIZATIONS = 'mobile-authorizations';
export const ADDRESS_LOCKS = 'address-locks';

interface AuthorizationDocument extends MobileAuthorization {
  /** Customer number and address. */
  _id: string;
}

/** One row per address; it changes with every decision about it. */
interface AddressLockDocument {
  _id: string;
  taken: number;
  takenAt: Date;
}

const idOf = (customerNumber: string, email: string): string => `${customerNumber} ${email}`;

@Injectable()
export class MongoMobileAuthorizationStore extends MobileAuthorizationStore {
  private readonly authorizations: mongo.Collection<AuthorizationDocument>;
  private readonly locks: mongo.Collection<AddressLockDocument>;
  private readonly accounts: mongo.Collection<AccountDocument>;

  constructor(database: Database) {
    super();
    this.authorizations = database.collection(MOBILE_AUTHORIZATIONS);
    this.locks = database.collection(ADDRESS_LOCKS);
    this.accounts = database.collection(ACCOUNTS);
  }

  async lockAddress(email: string, tx: Transaction): Promise<void> {
    await this.locks.updateOne({ _id: email }, { $inc: { taken: 1 }, $currentDate: { takenAt: true } }, { session: sessionOf(tx), upsert: true });
  }

  async find(customerNumber: string, email: string, tx: Transaction): Promise<MobileAuthorization | undefined> {
    const document = await this.authorizations.findOne({ _id: idOf(customerNumber, email) }, { session: sessionOf(tx) });
    return document ? toAuthorization(document) : undefined;
  }

  async findGranted(email: string, tx: Transaction): Promise<MobileAuthorization[]> {
    const granted = this.authorizations.find({ email, granted: true }, { session: sessionOf(tx), sort: { _id: 1 } });
    return (await granted.toArray()).map(toAuthorization);
  }

  async isAuthorized(accountId: string, customerNumber: string): Promise<boolean> {
    return (await this.authorizations.findOne({ accountId, customerNumber, granted: true }, { projection: { _id: 1 } })) !== null;
  }

  async record(authorization: MobileAuthorization, tx: Transaction): Promise<void> {
    const _id = idOf(authorization.customerNumber, authorization.email);
    await this.authorizations.replaceOne({ _id }, authorization, { session: sessionOf(tx), upsert: true });
  }

  async countFact(accountId: string, tx: Transaction): Promise<number | undefined> {
    const counted = { session: sessionOf(tx), returnDocument: 'after', projection: { version: 1 } } as const;
    return (await this.accounts.findOneAndUpdate({ _id: accountId }, { $inc: { version: 1 } }, counted))?.version;
  }
}

function toAuthorization({ _id, ...authorization }: AuthorizationDocument): MobileAuthorization {
  return authorization;
}
