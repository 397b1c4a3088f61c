import { ensureCollection, type Database, type Migration } from '#libs/persistence';
import { ACCOUNTS } from './account.schema.js';
import { ACTIVATION_CODES } from './activation-code.schema.js';
import { contactMigrations } from './contact.migrations.js';
import { CONTRACTS, CUSTOMER_LOCKS, LOCK_MEMORY_MS } from './contract.schema.js';
import { DEFERRED_REQUESTS } from './mongo-deferred-request.store.js';
import { MAIL_QUOTAS_COLLECTION } from './mongo-mail-quota.store.js';
import { STAFF_MEMBERS } from './mongo-staff-member.store.js';
import { SIGN_IN_THROTTLES } from './mongo-sign-in-throttle.store.js';
import { REGISTRATIONS } from './registration.schema.js';
import { SESSION_MEMORY_MS, SESSIONS } from './session.schema.js';
import { subAdministratorMigrations } from './sub-administrator.migrations.js';

const COLLECTIONS = [
  ACCOUNTS, ACTIVATION_CODES, CONTRACTS, CUSTOMER_LOCKS, DEFERRED_REQUESTS, MAIL_QUOTAS_COLLECTION, REGISTRATIONS, SESSIONS, SIGN_IN_THROTTLES,
];

export const migrations: Migration[] = [
  {
    name: 'identity-0001-collections-and-indexes',
    async up(database) {
      for (const name of COLLECTIONS) await ensureCollection(database, name);
      await indexAccounts(database);
      await indexRegistrations(database);
      await database.collection(SESSIONS).createIndex({ accountId: 1, _id: -1 });
      await database.collection(CONTRACTS).createIndex({ customerNumber: 1 });
      await database.collection(DEFERRED_REQUESTS).createIndex({ leaseUntil: 1 });
      await letExpire(database);
    },
  },
  {
    name: 'identity-0002-expired-sessions',
    // `endedAt` first: what has ended is kept for a day and must not be searched every few seconds.
    up: async (database) => void (await database.collection(SESSIONS).createIndex({ endedAt: 1, idleExpiresAt: 1 })),
  },
  {
    name: 'identity-0003-customer-locks-expire',
    up: async (database) => void (await database.collection(CUSTOMER_LOCKS).createIndex({ takenAt: 1 }, { expireAfterSeconds: LOCK_MEMORY_MS / 1_000 })),
  },
  {
    name: 'identity-0004-support',
    async up(database) {
      await ensureCollection(database, STAFF_MEMBERS);
      const accounts = database.collection(ACCOUNTS);
      // A staff number has one account that is not closed, and any number of closed ones.
      const open = { staffNumber: { $exists: true }, status: { $in: ['INVITED', 'ACTIVE', 'LOCKED'] } };
      await accounts.createIndex({ staffNumber: 1 }, { unique: true, partialFilterExpression: open });
      await accounts.createIndex({ email: 1, _id: -1 });
      await accounts.createIndex({ customerNumber: 1, _id: -1 }, { partialFilterExpression: { customerNumber: { $exists: true } } });
    },
  },
  ...contactMigrations,
  ...subAdministratorMigrations,
];

async function indexAccounts(database: Database): Promise<void> {
  const accounts = database.collection(ACCOUNTS);
  await accounts.createIndex({ usernameKey: 1 }, { unique: true, partialFilterExpression: { usernameKey: { $exists: true } } });
  await accounts.createIndex({ masterEmail: 1 }, { unique: true, partialFilterExpression: { masterEmail: { $exists: true } } });
  const codes = database.collection(ACTIVATION_CODES);
  await codes.createIndex({ codeId: 1 }, { unique: true });
  await codes.createIndex({ accountId: 1 });
}

async function indexRegistrations(database: Database): Promise<void> {
  const registrations = database.collection(REGISTRATIONS);
  const waiting = { state: 'WAITING' };
  await registrations.createIndex({ 'form.email': 1 }, { unique: true, partialFilterExpression: waiting });
  await registrations.createIndex({ 'form.customerNumber': 1 }, { partialFilterExpression: waiting });
  await registrations.createIndex({ dueAt: 1 }, { partialFilterExpression: waiting });
}

async function letExpire(database: Database): Promise<void> {
  for (const name of [MAIL_QUOTAS_COLLECTION, SIGN_IN_THROTTLES]) await database.collection(name).createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 });
  for (const name of [REGISTRATIONS, ACTIVATION_CODES]) await database.collection(name).createIndex({ forgetAt: 1 }, { expireAfterSeconds: 0 });
  await database.collection(SESSIONS).createIndex({ expiresAt: 1 }, { expireAfterSeconds: SESSION_MEMORY_MS / 1_000 });
}
