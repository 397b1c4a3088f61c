import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { LetterRequest } from '../domain/letter-request.js';
import { LetterRequestStore } from '../domain/letter-request.store.js';
import { LETTER_REQUESTS, type LetterRequestDocument } from './letter.schema.js';

@Injectable()
export class MongoLetterRequestStore extends LetterRequestStore {
  private readonly requests: mongo.Collection<LetterRequestDocument>;

  constructor(database: Database) {
    super();
    this.requests = database.collection(LETTER_REQUESTS);
  }

  async newest(tx: Transaction, customerNumber: string): Promise<LetterRequest | undefined> {
    const document = await this.requests.findOne({ _id: customerNumber }, { session: sessionOf(tx) });
    if (!document) return undefined;
    const { _id, ...request } = document;
    return { customerNumber: _id, ...request };
  }

  async record(tx: Transaction, { customerNumber, ...request }: LetterRequest): Promise<void> {
    await this.requests.replaceOne({ _id: customerNumber }, request, { session: sessionOf(tx), upsert: true, ignoreUndefined: true });
  }
}
