import { mongo } from 'mongoose';
import type { Database } from './database.js';
import { IDEMPOTENCY } from './idempotency.store.js';
import { INBOX } from './inbox.store.js';
import type { Migration } from './migrate.js';
import { AUDIT } from './mongo-transaction.js';
import { OUTBOX } from './outbox.schema.js';

const NAMESPACE_EXISTS = 48;

/** Makes a collection where it is missing: within a transaction that would make rivals fail. */
export async function ensureCollection(database: Database, name: string): Promise<void> {
  try {
    await database.native.createCollection(name);
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError && error.code === NAMESPACE_EXISTS)) throw error;
  }
}

/** Collections and indexes that every service with a database needs; run them before its own. */
export const plumbingMigrations: Migration[] = [
  {
    name: 'plumbing-0001-collections-and-indexes',
    async up(database) {
      for (const name of [OUTBOX, INBOX, IDEMPOTENCY, AUDIT]) await ensureCollection(database, name);
      // Published rows have no lease, so this index holds only what is still to be done.
      await database.collection(OUTBOX).createIndex({ leaseUntil: 1 }, { sparse: true });
      for (const name of [OUTBOX, INBOX, IDEMPOTENCY]) await database.collection(name).createIndex({ expireAt: 1 }, { expireAfterSeconds: 0, sparse: true });
      await database.collection(AUDIT).createIndex({ accountId: 1, at: 1 });
    },
  },
];
