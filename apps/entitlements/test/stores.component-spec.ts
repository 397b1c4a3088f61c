import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, SystemClock } from '#libs/kernel';
import { createLogger } from '#libs/observability';
import { AuditHasher, connectDatabase, migrate, MongoTransactions, plumbingMigrations, type Database } from '#libs/persistence';
import { startTestMongo, type TestMongo } from '#libs/testing';
import { migrations } from '../src/storage/migrations.js';
import { MongoAccountCopyStore } from '../src/storage/mongo-account-copy.store.js';
import { accountCopyStoreSuite, type CopyStores } from './stores/account-copy-store.suite.js';

let mongo: TestMongo;
let database: Database;
let stores: CopyStores;
const [older, closed] = [newId(), newId()];

beforeAll(async () => {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const clock = new SystemClock();
  mongo = await startTestMongo();
  database = await connectDatabase({ uri: mongo.uriFor('entitlements'), service: 'entitlements', logger });
  const person = { role: 'SUB_ADMINISTRATOR', firstName: 'Uwe', lastName: 'Unter', superiorId: closed };
  await database.collection<{ _id: string }>('accounts').insertMany([{ _id: older, person, company: { name: 'Alt GmbH', sequence: 3 } }, { _id: newId(), company: { name: 'Neu GmbH', sequence: 1 } }] as never);
  for (let n = 0; n < 2; n++) await migrate(database, [...plumbingMigrations, ...migrations], { clock, logger });
  stores = {
    transactions: new MongoTransactions({ database, clock, service: 'entitlements', hasher: new AuditHasher('secret', 'entitlements') }),
    accounts: new MongoAccountCopyStore(database),
  };
});
afterAll(async () => {
  await database.close();
  await mongo.stop();
});

describe('a store of copies of accounts in MongoDB', () => accountCopyStoreSuite(() => stores));

describe('copies made by an earlier release', () => {
  it('are taken over in parts that every later fact is newer than', async () => {
    expect(await database.collection<{ _id: string }>('accounts').findOne({ _id: older })).toEqual({
      _id: older,
      role: { name: 'SUB_ADMINISTRATOR', sequence: 0 },
      person: { firstName: 'Uwe', lastName: 'Unter', sequence: 0 },
      superior: { accountId: closed, sequence: 0 },
      company: { name: 'Alt GmbH', sequence: 3 },
      state: { status: 'ACTIVE', sequence: 0 },
    });
  });

  it('are found by an index, not by reading every account', async () => {
    const plan = await database.collection('accounts').find({ 'role.name': 'SUB_ADMINISTRATOR', 'state.status': { $ne: 'CLOSED' } }).sort({ _id: 1 }).explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('role.name_1__id_1');
    expect(JSON.stringify(plan)).not.toContain('"SORT"');
  });
});
