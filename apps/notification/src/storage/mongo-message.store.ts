import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf, trusted } from '#libs/persistence';
import type { Locale } from '../domain/locale.js';
import type { MailType } from '../domain/mail-content.js';
import type { Channel, Message, MessageBody, QueuedMessage } from '../domain/message.js';
import { type Ending, type Lease, MessageStore } from '../domain/message.store.js';
import { LOG_RETENTION_MS, type MessageDocument, messageSchema, MESSAGES } from './message.schema.js';

@Injectable()
export class MongoMessageStore extends MessageStore {
  private readonly messages: Model<MessageDocument>;

  constructor(database: Database) {
    super();
    this.messages = database.model('Message', messageSchema, MESSAGES);
  }

  async queue(tx: Transaction, message: Message, body: MessageBody): Promise<void> {
    await this.insert(tx, message, { state: 'QUEUED', body, dueAt: message.queuedAt });
  }

  async logFailure(tx: Transaction, message: Message, ending: Ending): Promise<void> {
    await this.insert(tx, message, endedBy(ending));
  }

  async take(channel: Channel, now: Date, { holder, until }: Lease, exceptDomains: readonly string[]): Promise<QueuedMessage | undefined> {
    const elsewhere = exceptDomains.length > 0 ? { domain: trusted({ $nin: [...exceptDomains] }) } : {};
    const onChannel = { channel: channel === 'LETTER' ? channel : trusted({ $exists: false }) };
    const taken = await this.messages
      .findOneAndUpdate(
        { state: 'QUEUED', ...onChannel, dueAt: trusted({ $lte: now }), ...elsewhere },
        { $set: { dueAt: until, holder }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: 'after' },
      )
      .lean<MessageDocument>()
      .exec();
    return taken ? toQueuedMessage(taken) : undefined;
  }

  async keep(causeIds: readonly string[], { holder, until }: Lease): Promise<void> {
    await this.messages.updateMany({ _id: trusted({ $in: [...causeIds] }), state: 'QUEUED', holder }, { $set: { dueAt: until } }).exec();
  }

  async postpone(causeId: string, holder: string, dueAt: Date, answer: string): Promise<void> {
    await this.messages.updateOne({ _id: causeId, state: 'QUEUED', holder }, { $set: { dueAt, answer }, $unset: { holder: 1 } }).exec();
  }

  async giveBack(causeId: string, holder: string, dueAt: Date): Promise<void> {
    await this.messages.updateOne({ _id: causeId, state: 'QUEUED', holder }, { $set: { dueAt }, $inc: { attempts: -1 }, $unset: { holder: 1 } }).exec();
  }

  async end(tx: Transaction, causeId: string, ending: Ending): Promise<boolean> {
    const wiped = { body: 1, dueAt: 1, holder: 1 };
    const options = { session: sessionOf(tx) };
    const { modifiedCount } = await this.messages.updateOne({ _id: causeId, state: 'QUEUED' }, { $set: endedBy(ending), $unset: wiped }, options).exec();
    return modifiedCount === 1;
  }

  waiting(): Promise<number> {
    return this.messages.countDocuments({ state: 'QUEUED' }).exec();
  }

  /** An upsert, because a duplicate would end the transaction: a cause that outlived its inbox row is still the same message. */
  private async insert(tx: Transaction, message: Message, rest: Partial<MessageDocument>): Promise<void> {
    const { causeId, channel, ...known } = message;
    const document = { ...known, ...(channel === 'LETTER' && { channel }), attempts: 0, ...rest };
    await this.messages.updateOne({ _id: causeId }, { $setOnInsert: document }, { upsert: true, session: sessionOf(tx) }).exec();
  }
}

function endedBy({ at, ...how }: Ending): Partial<MessageDocument> {
  return { ...how, endedAt: at, expireAt: new Date(at.getTime() + LOG_RETENTION_MS) };
}

function toQueuedMessage({ _id, messageType, channel = 'EMAIL', accountId, locale, domain, queuedAt, expiresAt, attempts, body }: MessageDocument): QueuedMessage {
  return {
    causeId: _id,
    messageType: messageType as MailType,
    channel,
    ...(accountId && { accountId }),
    locale: locale as Locale,
    domain,
    queuedAt,
    ...(expiresAt && { expiresAt }),
    attempts,
    body: body!,
  };
}
