import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { CentreVerification } from '../domain/centre-verification.js';
import { CentreVerificationStore } from '../domain/centre-verification.store.js';

export const CENTRE_VERIFICATIONS = 'customer-centre-verifications';

type VerificationDocument = Omit<CentreVerification, 'id'> & { _id: string };

/** Every value in a filter here is an id or a date: the driver itself sanitizes nothing. */
@Injectable()
export class MongoCentreVerificationStore extends CentreVerificationStore {
  private readonly verifications: mongo.Collection<VerificationDocument>;

  constructor(database: Database) {
    super();
    this.verifications = database.collection(CENTRE_VERIFICATIONS);
  }

  async add(tx: Transaction, { id, ...verification }: CentreVerification): Promise<void> {
    await this.verifications.insertOne({ _id: id, ...verification }, { session: sessionOf(tx) });
  }

  async find(tx: Transaction, id: string, accountId: string, now: Date): Promise<CentreVerification | undefined> {
    const document = await this.verifications.findOne({ _id: id, accountId, expiresAt: { $gt: now } }, { session: sessionOf(tx) });
    if (!document) return undefined;
    const { _id, ...verification } = document;
    return { id: _id, ...verification };
  }

  async use(tx: Transaction, id: string, linked: readonly string[]): Promise<boolean> {
    const unused = { _id: id, linked: { $exists: false } };
    return (await this.verifications.updateOne(unused, { $set: { linked: [...linked] } }, { session: sessionOf(tx) })).modifiedCount === 1;
  }
}
