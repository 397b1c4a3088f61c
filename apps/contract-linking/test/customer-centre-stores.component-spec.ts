import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newCall, newId, SystemClock } from '#libs/kernel';
import { createLogger } from '#libs/observability';
import { AuditHasher, connectDatabase, type Database, migrate, MongoTransactions, plumbingMigrations } from '#libs/persistence';
import { startTestMongo, type TestMongo } from '#libs/testing';
import { migrations } from '../src/storage/migrations.js';
import { MongoCentreTriesStore } from '../src/storage/mongo-centre-tries.store.js';
import { MongoCentreVerificationStore } from '../src/storage/mongo-centre-verification.store.js';
import { CUSTOMER_CENTRE_LINKS, MongoCustomerCentreLinkStore } from '../src/storage/mongo-customer-centre-link.store.js';
import { MongoSeenContractStore } from '../src/storage/mongo-seen-contract.store.js';
import { type CustomerCentreStores, customerCentreStoresSuite } from './stores/customer-centre-stores.suite.js';

let mongo: TestMongo;
let database: Database;
let stores: CustomerCentreStores;

beforeAll(async () => {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const clock = new SystemClock();
  mongo = await startTestMongo();
  database = await connectDatabase({ uri: mongo.uriFor('contract-linking'), service: 'contract-linking', logger });
  for (let n = 0; n < 2; n++) await migrate(database, [...plumbingMigrations, ...migrations], { clock, logger });
  stores = {
    transactions: new MongoTransactions({ database, clock, service: 'contract-linking', hasher: new AuditHasher('secret', 'contract-linking') }),
    links: new MongoCustomerCentreLinkStore(database),
    verifications: new MongoCentreVerificationStore(database),
    tries: new MongoCentreTriesStore(database),
  };
});
afterAll(async () => {
  await database.close();
  await mongo.stop();
});

describe('stores of links to the customer centre in MongoDB', () => {
  customerCentreStoresSuite(() => stores);

  it('let one of those win who link the same at the same moment', async () => {
    const [accountId, accessNumber] = [newId(), '0228100001'];
    const made = await Promise.all(
      Array.from({ length: 8 }, () =>
        stores.transactions.run(newCall(10_000), async (tx) => {
          if ((await stores.links.openAmong(tx, accountId, [accessNumber])).length > 0) return false;
          await stores.links.add(tx, [{ id: newId(), accountId, accessNumber, product: 'CLOUD_PBX', linkedAt: new Date() }]);
          return true;
        }),
      ),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await stores.links.listOf(accountId, { limit: 10 })).toHaveLength(1);
  });

  it('find open links by an index, sorted already', async () => {
    const plan = await database.collection(CUSTOMER_CENTRE_LINKS).find({ accountId: newId(), open: true, accessNumber: { $gt: '0' } }).sort({ accessNumber: 1 }).explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('"indexName":"open"');
    expect(JSON.stringify(plan)).not.toContain('"SORT"');
  });

  it('know the product of contracts that others were told of', async () => {
    const told = { number: 1, customerNumber: '4711000', product: 'CLOUD_PBX', validFrom: new Date() };
    await database.collection<{ _id: string }>('contracts').insertMany([{ _id: '0228200001', facts: [], version: 1, told }, { _id: '0228200002', facts: [], version: 0 }] as never);
    const products = await stores.transactions.run(newCall(5_000), (tx) => new MongoSeenContractStore(database).productsOf(tx, ['0228200001', '0228200002', '0228200003']));
    expect([...products]).toEqual([['0228200001', 'CLOUD_PBX']]);
  });
});
