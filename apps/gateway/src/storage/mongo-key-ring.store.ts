import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { mongo } from 'mongoose';
import type { KeyRing } from '../domain/key-ring.policy.js';
import { KeyRingStore } from '../domain/key-ring.store.js';

export const SIGNING_KEYS = 'signing-keys';
const RING = 'ring';
const DUPLICATE_KEY = 11_000;

type RingDocument = KeyRing & { _id: string };

/** One document, so that one compare-and-set on its version moves all keys together. */
@Injectable()
export class MongoKeyRingStore extends KeyRingStore {
  constructor(private readonly database: Database) {
    super();
  }

  async read(): Promise<KeyRing | undefined> {
    const ring = await this.rings.findOne({ _id: RING }, { maxTimeMS: 2_000 });
    return ring ? { version: ring.version, keys: ring.keys } : undefined;
  }

  async create(ring: KeyRing): Promise<boolean> {
    try {
      await this.rings.insertOne({ _id: RING, ...ring });
      return true;
    } catch (error) {
      if (error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY) return false;
      throw error;
    }
  }

  async replace(tx: Transaction, { version, keys }: KeyRing): Promise<boolean> {
    const { modifiedCount } = await this.rings.updateOne({ _id: RING, version: version - 1 }, { $set: { version, keys } }, { session: sessionOf(tx) });
    return modifiedCount === 1;
  }

  private get rings() {
    return this.database.collection<RingDocument>(SIGNING_KEYS);
  }
}
