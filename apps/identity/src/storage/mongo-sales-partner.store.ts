import { Injectable } from '@nestjs/common';
import type { Model, mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Account } from '../domain/account.js';
import type { KnownPartner } from '../domain/sales-partner.js';
import { SalesPartnerStore } from '../domain/sales-partner.store.js';
import { ACCOUNTS, accountSchema, toAccount, toDocument, type AccountDocument } from './account.schema.js';

export const SALES_PARTNERS = 'sales-partners';

interface PartnerDocument extends Omit<KnownPartner, 'partnerNumber'> {
  _id: string;
}

@Injectable()
export class MongoSalesPartnerStore extends SalesPartnerStore {
  private readonly partners: mongo.Collection<PartnerDocument>;
  private readonly accounts: Model<AccountDocument>;

  constructor(database: Database) {
    super();
    this.partners = database.collection(SALES_PARTNERS);
    this.accounts = database.model('Account', accountSchema, ACCOUNTS);
  }

  async find(partnerNumber: string, tx: Transaction): Promise<KnownPartner | undefined> {
    const document = await this.partners.findOne({ _id: partnerNumber }, { session: sessionOf(tx) });
    return document ? { partnerNumber, accountId: document.accountId, stamp: document.stamp } : undefined;
  }

  async findAccount(accountId: string, tx: Transaction): Promise<Account | undefined> {
    const document = await this.accounts.findById(accountId).session(sessionOf(tx)).lean<AccountDocument>().exec();
    return document ? toAccount(document) : undefined;
  }

  async add({ partnerNumber, ...partner }: KnownPartner, account: Account, tx: Transaction): Promise<void> {
    const session = sessionOf(tx);
    await this.partners.replaceOne({ _id: partnerNumber }, partner, { session, upsert: true });
    await this.accounts.insertMany([toDocument(account)], { session });
  }

  async record({ partnerNumber, ...partner }: KnownPartner, tx: Transaction): Promise<void> {
    await this.partners.replaceOne({ _id: partnerNumber }, partner, { session: sessionOf(tx) });
  }
}
