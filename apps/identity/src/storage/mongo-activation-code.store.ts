import { Injectable } from '@nestjs/common';
import type { Model, mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf, trusted } from '#libs/persistence';
import type { ActivationCode } from '../domain/activation-code.js';
import { ActivationCodeStore } from '../domain/activation-code.store.js';
import { ACCOUNTS, type AccountDocument } from './account.schema.js';
import { ACTIVATION_CODES, activationCodeSchema, CODE_MEMORY_MS, type ActivationCodeDocument } from './activation-code.schema.js';

const absent = () => trusted({ $exists: false });

@Injectable()
export class MongoActivationCodeStore extends ActivationCodeStore {
  private readonly codes: Model<ActivationCodeDocument>;
  private readonly accounts: mongo.Collection<AccountDocument>;

  constructor(database: Database) {
    super();
    this.codes = database.model('ActivationCode', activationCodeSchema, ACTIVATION_CODES);
    this.accounts = database.collection(ACCOUNTS);
  }

  async findByHash(hash: string): Promise<ActivationCode | undefined> {
    return found(await this.codes.findById(hash).lean<ActivationCodeDocument>().exec());
  }

  async find(codeId: string): Promise<ActivationCode | undefined> {
    return found(await this.codes.findOne({ codeId }).lean<ActivationCodeDocument>().exec());
  }

  async replaceWith({ hash, ...code }: ActivationCode, now: Date, tx: Transaction): Promise<void> {
    await this.endAll(code.accountId, now, tx);
    await this.codes.insertMany([{ _id: hash, ...code, forgetAt: new Date(code.expiresAt.getTime() + CODE_MEMORY_MS) }], { session: sessionOf(tx) });
    await this.accounts.updateOne({ _id: code.accountId }, { $set: { invitedUntil: code.expiresAt } }, { session: sessionOf(tx) });
  }

  async endAll(accountId: string, now: Date, tx: Transaction): Promise<void> {
    const open = { accountId, usedAt: absent(), replacedAt: absent() };
    await this.codes.updateMany(open, { $set: { replacedAt: now } }, { session: sessionOf(tx) });
  }

  async spend(codeId: string, now: Date, tx: Transaction): Promise<boolean> {
    const open = { codeId, usedAt: absent(), replacedAt: absent(), expiresAt: trusted({ $gt: now }) };
    return (await this.codes.updateOne(open, { $set: { usedAt: now } }, { session: sessionOf(tx) })).modifiedCount === 1;
  }
}

function found(document: ActivationCodeDocument | null): ActivationCode | undefined {
  if (!document) return undefined;
  const { _id: hash, forgetAt: _forgetAt, ...code } = document;
  return { hash, ...code };
}
