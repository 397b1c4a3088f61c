import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Recipient } from '../domain/recipient.js';
import { RecipientStore } from '../domain/recipient.store.js';
import { type RecipientDocument, recipientSchema, RECIPIENTS } from './recipient.schema.js';

@Injectable()
export class MongoRecipientStore extends RecipientStore {
  private readonly recipients: Model<RecipientDocument>;

  constructor(database: Database) {
    super();
    this.recipients = database.model('Recipient', recipientSchema, RECIPIENTS);
  }

  async load(tx: Transaction, accountId: string): Promise<Recipient> {
    const document = await this.recipients.findById(accountId).session(sessionOf(tx)).lean<RecipientDocument>().exec();
    if (!document) return { accountId };
    const { _id, ...details } = document;
    return { accountId: _id, ...details };
  }

  async record(tx: Transaction, { accountId, ...details }: Recipient): Promise<void> {
    await this.recipients.updateOne({ _id: accountId }, { $set: details }, { upsert: true, session: sessionOf(tx) }).exec();
  }
}
