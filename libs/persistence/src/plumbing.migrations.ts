import { mongo } from 'mongoose';
import { AUDIT, AUDIT_HEAD, AUDIT_NUMBERS, AUDIT_SEALS, AUDIT_UNNUMBERED } from './audit.schema.js';
import type { Database } from './database.js';
import { IDEMPOTENCY } from './idempotency.store.js';
import { INBOX } from './inbox.store.js';
import type { Migration } from './migrate.js';
import { OUTBOX } from './outbox.schema.js';

const NAMESPACE_EXISTS = 48;
const INDEX_NOT_FOUND = 27;

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
  {
    name: 'plumbing-0002-audit-chain',
    async up(database) {
      for (const name of [AUDIT_NUMBERS, AUDIT_SEALS, AUDIT_HEAD]) await ensureCollection(database, name);
      await setUnnumberedAside(database);
      const rows = database.collection(AUDIT);
      await rows.createIndex({ series: 1, number: 1 }, { unique: true });
      // Holds only what is still to be sealed.
      await rows.createIndex({ unsealed: 1, _id: 1 }, { partialFilterExpression: { unsealed: true } });
      await database.collection(AUDIT_SEALS).createIndex({ row: 1 }, { unique: true });
      await dropIndex(database, AUDIT, 'accountId_1_at_1');
    },
  },
  {
    name: 'plumbing-0003-newest-fact-about',
    async up(database) {
      await database.collection(OUTBOX).createIndex({ key: 1, subject: 1, _id: -1 });
    },
  },
];

/** Without number and hash they would look like rows that somebody slipped in. */
async function setUnnumberedAside(database: Database): Promise<void> {
  const unnumbered = { number: { $exists: false } };
  await database.collection(AUDIT).aggregate([{ $match: unnumbered }, { $merge: { into: AUDIT_UNNUMBERED, whenMatched: 'replace' } }]).toArray();
  await database.collection(AUDIT).deleteMany(unnumbered);
}

/** Drops an index where there is one. */
export async function dropIndex(database: Database, collection: string, name: string): Promise<void> {
  try {
    await database.collection(collection).dropIndex(name);
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError && error.code === INDEX_NOT_FOUND)) throw error;
  }
}
