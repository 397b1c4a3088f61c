import { Inject, Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/kernel';
import type { Logger } from '#libs/observability';
import { Database, sessionOf } from '#libs/persistence';
import { LOGGER } from '#libs/service';
import { mongo } from 'mongoose';
import type { KeyRing } from '../domain/key-ring.policy.js';
import { KeyRingStore } from '../domain/key-ring.store.js';

export const SIGNING_KEYS = 'signing-keys';
const RING = 'ring';
const DUPLICATE_KEY = 11_000;
/** Pause before watching again after the database was away (ms). */
const WATCH_AGAIN = 1_000;

type RingDocument = KeyRing & { _id: string };

/** One document, so that one compare-and-set on its version moves all keys together. */
@Injectable()
export class MongoKeyRingStore extends KeyRingStore {
  constructor(
    private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
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

  watch(changed: () => void): () => Promise<void> {
    let stream: mongo.ChangeStream<RingDocument> | undefined;
    let again: NodeJS.Timeout | undefined;
    let isOver = false;
    const begin = () => {
      stream = this.rings.watch([], { maxAwaitTimeMS: 10_000 });
      stream.on('change', changed);
      stream.on('error', (error: Error) => {
        this.logger.warn({ reason: error.message }, 'changes of the signing keys cannot be watched, trying again');
        void stream?.close().catch(() => undefined);
        if (!isOver) again = setTimeout(() => (begin(), changed()), WATCH_AGAIN).unref();
      });
    };
    begin();
    return async () => {
      isOver = true;
      clearTimeout(again);
      await stream?.close();
    };
  }

  private get rings() {
    return this.database.collection<RingDocument>(SIGNING_KEYS);
  }
}
