import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newCall, newId, SystemClock } from '#libs/kernel';
import { createLogger } from '#libs/observability';
import { AuditHasher, connectDatabase, type Database, migrate, MongoTransactions, plumbingMigrations } from '#libs/persistence';
import { startTestMongo, type TestMongo } from '#libs/testing';
import { CONTRACTS } from '../src/storage/contract.schema.js';
import { migrations } from '../src/storage/migrations.js';
import { MongoAccountStore } from '../src/storage/mongo-account.store.js';
import { MongoConnectTriesStore } from '../src/storage/mongo-connect-tries.store.js';
import { MongoCustomerLinkStore } from '../src/storage/mongo-customer-link.store.js';
import { MongoLetterRequestStore } from '../src/storage/mongo-letter-request.store.js';
import { MongoLetterStore } from '../src/storage/mongo-letter.store.js';
import { MongoSeenContractStore } from '../src/storage/mongo-seen-contract.store.js';
import { customerLinkStoreSuite } from './stores/customer-link-store.suite.js';
import { letterStoreSuite } from './stores/letter-store.suite.js';
import type { LinkingStores } from './stores/linking-stores.js';

let mongo: TestMongo;
let database: Database;
let stores: LinkingStores;
beforeAll(async () => {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const clock = new SystemClock();
  mongo = await startTestMongo();
  database = await connectDatabase({ uri: mongo.uriFor('contract-linking'), service: 'contract-linking', logger });
  await migrate(database, [...plumbingMigrations, ...migrations], { clock, logger });
  stores = {
    transactions: new MongoTransactions({ database, clock, service: 'contract-linking', hasher: new AuditHasher('secret', 'contract-linking') }),
    letters: new MongoLetterStore(database),
    requests: new MongoLetterRequestStore(database),
    tries: new MongoConnectTriesStore(database),
    links: new MongoCustomerLinkStore(database),
    accounts: new MongoAccountStore(database),
  };
});
afterAll(async () => {
  await database.close();
  await mongo.stop();
});

// Within the hour: nothing may expire while it is tested.
const now = new Date();

describe('stores of letters in MongoDB', () => letterStoreSuite(() => stores, now));
describe('stores of customer links in MongoDB', () => customerLinkStoreSuite(() => stores, now));

describe('MongoDB', () => {
  it('lets a customer number have one open letter, and an account one open link with it', async () => {
    const { transactions, links } = stores;
    const link = { id: newId(), accountId: newId(), customerNumber: '89000000', letterId: newId(), linkedAt: now };
    const open = (id: string) => transactions.run(newCall(5_000), (tx) => links.open(tx, { ...link, id }));
    await open(link.id);
    await expect(open(newId())).rejects.toMatchObject({ code: 11_000 });
  });

  it('counts and names contracts as they are seen outside', async () => {
    const contracts = database.collection<{ _id: string }>(CONTRACTS);
    const [number, other] = ['89000001', '89000002'];
    const [past, future] = [new Date(now.getTime() - 1_000), new Date(now.getTime() + 60_000)];
    const contract = (_id: string, told: object | undefined, customerNumber = number) => ({ _id, customerNumber, facts: [], version: 1, ...(told && { told }) });
    const life = { number: 1, customerNumber: number, product: 'SIP_TRUNK', validFrom: past };
    await contracts.insertMany([
      contract('0228900001', life), contract('0228900002', { ...life, terminatedAt: future }), contract('0228900003', { ...life, terminatedAt: past }), contract('0228900004', { ...life, validFrom: future }),
      // Not seen, or under another number.
      contract('0228900005', undefined), contract('0228900006', { ...life, customerNumber: other }),
    ]);
    const seen = new MongoSeenContractStore(database);
    expect(await seen.countActive([number, other], now)).toEqual(new Map([[number, 2]]));
    const named = await stores.transactions.run(newCall(5_000), (tx) => seen.of(tx, number));
    expect(named.map(({ accessNumber }) => accessNumber)).toEqual(['0228900001', '0228900002', '0228900003', '0228900004']);
    expect(named[1]!.life).toEqual({ ...life, terminatedAt: future });
  });
});
