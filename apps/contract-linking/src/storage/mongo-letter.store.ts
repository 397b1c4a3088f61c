import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Letter } from '../domain/letter.js';
import { nextState, OPEN_STATES } from '../domain/letter-state.js';
import { LetterStore } from '../domain/letter.store.js';
import type { HashCost } from '../domain/one-time-password.js';
import { type LetterDocument, LETTERS, toLetter, toLetterDocument } from './letter.schema.js';

/** As the indexes over open letters say it. */
const OPEN = { state: { $in: [...OPEN_STATES] } };

/** Every value in a filter here is a string or a date that a contract or this service has made: the driver itself sanitizes nothing. */
@Injectable()
export class MongoLetterStore extends LetterStore {
  private readonly letters: mongo.Collection<LetterDocument>;

  constructor(database: Database) {
    super();
    this.letters = database.collection(LETTERS);
  }

  openOf(tx: Transaction, customerNumber: string): Promise<Letter | undefined> {
    return this.findOne({ customerNumber, ...OPEN }, tx);
  }

  async add(tx: Transaction, letter: Letter): Promise<void> {
    await this.letters.insertOne(toLetterDocument(letter), { session: sessionOf(tx), ignoreUndefined: true });
  }

  async record(tx: Transaction, { id, state, version, dispatchedAt }: Letter): Promise<void> {
    await this.letters.updateOne({ _id: id }, { $set: { state, version, ...(dispatchedAt && { dispatchedAt }) } }, { session: sessionOf(tx) });
  }

  async redeem(tx: Transaction, letterId: string, now: Date): Promise<Letter | undefined> {
    const open = { _id: letterId, ...OPEN, expiresAt: { $gt: now } };
    const spent = { $set: { state: nextState('ORDERED', 'redeemed') }, $inc: { version: 1 } };
    const document = await this.letters.findOneAndUpdate(open, spent, { session: sessionOf(tx), returnDocument: 'after' });
    return document ? toLetter(document) : undefined;
  }

  find(tx: Transaction, letterId: string): Promise<Letter | undefined> {
    return this.findOne({ _id: letterId }, tx);
  }

  findByHash(customerNumber: string, hash: string): Promise<Letter | undefined> {
    return this.findOne({ customerNumber, hash });
  }

  findByCause(tx: Transaction, causeId: string): Promise<Letter | undefined> {
    return this.findOne({ causeId }, tx);
  }

  async costOfNewest(customerNumber: string): Promise<HashCost | undefined> {
    return (await this.letters.findOne({ customerNumber }, { sort: { _id: -1 }, projection: { cost: 1 } }))?.cost;
  }

  async listOf(tx: Transaction, customerNumber: string, { limit, before }: { limit: number; before?: string }): Promise<Letter[]> {
    const filter = { customerNumber, ...(before && { _id: { $lt: before } }) };
    return (await this.letters.find(filter, { session: sessionOf(tx), sort: { _id: -1 }, limit }).toArray()).map(toLetter);
  }

  async reissuedSince(tx: Transaction, customerNumber: string, since: Date): Promise<Date[]> {
    const filter = { customerNumber, isReissue: true, issuedAt: { $gte: since } };
    const found = await this.letters.find(filter, { session: sessionOf(tx), sort: { issuedAt: 1 }, projection: { issuedAt: 1 } }).toArray();
    return found.map(({ issuedAt }) => issuedAt);
  }

  async overdue(tx: Transaction, now: Date, limit: number): Promise<Letter[]> {
    const filter = { ...OPEN, expiresAt: { $lte: now } };
    return (await this.letters.find(filter, { session: sessionOf(tx), sort: { expiresAt: 1 }, limit }).toArray()).map(toLetter);
  }

  private async findOne(filter: mongo.Filter<LetterDocument>, tx?: Transaction): Promise<Letter | undefined> {
    const document = await this.letters.findOne(filter, tx ? { session: sessionOf(tx) } : {});
    return document ? toLetter(document) : undefined;
  }
}
