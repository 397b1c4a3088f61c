import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newCall, newId, SystemClock } from '#libs/kernel';
import { createLogger } from '#libs/observability';
import { AuditHasher, connectDatabase, migrate, MongoTransactions, plumbingMigrations, type Database } from '#libs/persistence';
import { startTestMongo, type TestMongo } from '#libs/testing';
import type { HeldContractsFilter } from '../src/domain/held-contract.store.js';
import { HOLDERS_INDEX, LAPSING } from '../src/storage/contract-rights.schema.js';
import { heldBy } from '../src/storage/held-contract.query.js';
import { migrations } from '../src/storage/migrations.js';
import { MongoAccountCopyStore } from '../src/storage/mongo-account-copy.store.js';
import { MongoContractRightsStore } from '../src/storage/mongo-contract-rights.store.js';
import { MongoHeldContractStore } from '../src/storage/mongo-held-contract.store.js';
import { MongoLinkStore } from '../src/storage/mongo-link.store.js';
import { accountCopyStoreSuite, type CopyStores } from './stores/account-copy-store.suite.js';
import { type RightsStores, rightsStoresSuite } from './stores/rights-stores.suite.js';

let mongo: TestMongo;
let database: Database;
let stores: CopyStores & RightsStores;
const OLDER_CONTRACT = { customerNumber: '2000000', product: 'SIP_TRUNK', validFrom: new Date(0), sequence: 3 } as const;
const [older, closed] = [newId(), newId()];

beforeAll(async () => {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const clock = new SystemClock();
  mongo = await startTestMongo();
  database = await connectDatabase({ uri: mongo.uriFor('entitlements'), service: 'entitlements', logger });
  const person = { role: 'SUB_ADMINISTRATOR', firstName: 'Uwe', lastName: 'Unter', superiorId: closed };
  await database.collection<{ _id: string }>('accounts').insertMany([{ _id: older, person, company: { name: 'Alt GmbH', sequence: 3 } }, { _id: newId(), company: { name: 'Neu GmbH', sequence: 1 } }] as never);
  await database.collection<{ _id: string }>('contracts').insertOne({ _id: '0228999', ...OLDER_CONTRACT } as never);
  for (let n = 0; n < 2; n++) await migrate(database, [...plumbingMigrations, ...migrations], { clock, logger });
  stores = {
    transactions: new MongoTransactions({ database, clock, service: 'entitlements', hasher: new AuditHasher('secret', 'entitlements') }),
    accounts: new MongoAccountCopyStore(database),
    contracts: new MongoContractRightsStore(database),
    links: new MongoLinkStore(database),
    held: new MongoHeldContractStore(database),
  };
});
afterAll(async () => {
  await database.close();
  await mongo.stop();
});

describe('a store of copies of accounts in MongoDB', () => accountCopyStoreSuite(() => stores));

describe('stores of rights in MongoDB', () => rightsStoresSuite(() => stores));

describe('what somebody holds', () => {
  it('is found by one index, in its order, without reading what others hold', async () => {
    const now = new Date();
    const accountId = newId();
    const grantTo = (to: string) => ({ id: newId(), via: 'LINK' as const, to, rights: ['ADMINISTRATION' as const], since: now });
    const holder = (accountId: string) => ({ accountId, rights: ['ADMINISTRATION' as const], sources: ['LINK' as const] });
    const contract = { customerNumber: '4711000', product: 'SIP_TRUNK' as const, validFrom: now, life: 1, sequence: 1 };
    const saved = Array.from({ length: 200 }, (_, n) => (n < 20 ? accountId : newId())).map((who, n) => ({ accessNumber: String(40_000_000 + n), contract, version: 1, grants: [grantTo(who)], holders: [holder(who)] }));
    await stores.transactions.run(newCall(5_000), (tx) => stores.contracts.save(tx, saved));
    const explained = async (filter: HeldContractsFilter, after?: string) => {
      const plan = await database.collection('contracts').find(heldBy(accountId, filter, after, now) as object).sort({ _id: 1 }).hint(HOLDERS_INDEX).limit(11).explain('executionStats');
      return { text: JSON.stringify(plan.queryPlanner.winningPlan), read: plan.executionStats.totalDocsExamined as number, keys: plan.executionStats.totalKeysExamined as number };
    };
    for (const filter of [{}, { product: 'SIP_TRUNK' as const }, { customerNumber: '4711000' }, { prefix: '4711' }, { prefix: '4000' }]) {
      const { text, read, keys } = await explained(filter, saved[4]!.accessNumber);
      expect(text).toContain('IXSCAN');
      expect(text).not.toMatch(/COLLSCAN|"SORT"/);
      expect([read, keys].map((count) => count <= 12)).toEqual([true, true]);
    }
  });
});

describe('what changes rights', () => {
  it.each([
    ['contracts', 'customerNumber_1', { customerNumber: '4711000' }],
    ['contracts', 'terminatedAt_1', { ...LAPSING, terminatedAt: { $lte: new Date() } }],
    ['links', 'customerNumber_1', { customerNumber: { $in: ['4711000', '4711001'] }, ended: false }],
  ])('finds in %s what it needs by the index %s', async (collection, index, query) => {
    const plan = await database.collection(collection).find(query).explain('queryPlanner');
    expect(JSON.stringify(plan.queryPlanner.winningPlan)).toContain(index);
  });
});

describe('copies made by an earlier release', () => {
  it('of contracts hold nothing yet, and can be read', async () => {
    const rights = await stores.transactions.run(newCall(5_000), (tx) => stores.contracts.load(tx, ['0228999']));
    expect(rights.get('0228999')).toEqual({ accessNumber: '0228999', contract: OLDER_CONTRACT, version: 0, grants: [], holders: [] });
    expect(await database.collection<{ _id: string }>('contracts').findOne({ _id: '0228999' })).toEqual({ _id: '0228999', ...OLDER_CONTRACT, version: 0, grants: [], holders: [] });
  });

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
