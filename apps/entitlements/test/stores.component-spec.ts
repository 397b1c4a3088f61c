import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mongo as driver } from 'mongoose';
import { newCall, newId, SystemClock } from '#libs/kernel';
import { createLogger } from '#libs/observability';
import { AuditHasher, connectDatabase, migrate, MongoTransactions, plumbingMigrations, type Database } from '#libs/persistence';
import { startTestMongo, type TestMongo } from '#libs/testing';
import { noRights } from '../src/domain/contract-rights.js';
import type { HeldContractsFilter } from '../src/domain/held-contract.store.js';
import { withGrants } from '../src/domain/rights-change.js';
import { historyOf } from '../src/domain/rights-history.js';
import { HOLDERS_INDEX, LAPSING } from '../src/storage/contract-rights.schema.js';
import { heldBy } from '../src/storage/held-contract.query.js';
import { migrations } from '../src/storage/migrations.js';
import { MongoAccountCopyStore } from '../src/storage/mongo-account-copy.store.js';
import { MongoContractRightsStore } from '../src/storage/mongo-contract-rights.store.js';
import { MongoHeldContractStore } from '../src/storage/mongo-held-contract.store.js';
import { MongoLinkStore } from '../src/storage/mongo-link.store.js';
import { MongoGivenContractStore } from '../src/storage/mongo-given-contract.store.js';
import { MongoRightsHistoryStore } from '../src/storage/mongo-rights-history.store.js';
import { MongoSearchMissesStore } from '../src/storage/mongo-search-misses.store.js';
import { MongoShareStore } from '../src/storage/mongo-share.store.js';
import { CurrentTerms } from '../src/use-cases/current-terms.js';
import { VerifyRightsUseCase } from '../src/use-cases/verify-rights.use-case.js';
import { aContract, assignment, link, rightsBy, termsAt, transfer } from './some-grants.js';
import { accountCopyStoreSuite, type CopyStores } from './stores/account-copy-store.suite.js';
import { type HistoryStores, rightsHistoryStoreSuite } from './stores/rights-history-store.suite.js';
import { type RightsStores, rightsStoresSuite } from './stores/rights-stores.suite.js';
import { givenContractStoreSuite, searchMissesStoreSuite, type SharingStores, shareStoreSuite } from './stores/sharing-stores.suite.js';

let mongo: TestMongo;
let database: Database;
let stores: CopyStores & RightsStores & SharingStores & HistoryStores;
const OLDER_CONTRACT = { customerNumber: '2000000', product: 'SIP_TRUNK', validFrom: new Date(0), sequence: 3 } as const;
const [older, closed, holder] = [newId(), newId(), newId()];
/** As the release before gave rights: without saying what a grant gives, and without a history. One is held, one is over and not ended, one is not held any more. */
const OLDER_RIGHTS = (['0228111', '0228222', '0228333'] as const).map((_id, index) => ({
  _id, ...OLDER_CONTRACT, life: 1, version: 5, ...(index === 1 && { terminatedAt: new Date('2026-06-01T00:00:00Z') }),
  grants: index === 2 ? [] : (['LINK', 'CUSTOMER_CENTRE'] as const).map((via) => ({ id: newId(), via, to: holder, since: new Date(0) })),
  holders: index === 2 ? [] : [{ accountId: holder, rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'], sources: ['LINK', 'CUSTOMER_CENTRE'] }],
}));

beforeAll(async () => {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const clock = new SystemClock();
  mongo = await startTestMongo();
  database = await connectDatabase({ uri: mongo.uriFor('entitlements'), service: 'entitlements', logger });
  const person = { role: 'SUB_ADMINISTRATOR', firstName: 'Uwe', lastName: 'Unter', superiorId: closed };
  await database.collection<{ _id: string }>('accounts').insertMany([{ _id: older, person, company: { name: 'Alt GmbH', sequence: 3 } }, { _id: newId(), company: { name: 'Neu GmbH', sequence: 1 } }] as never);
  await database.collection<{ _id: string }>('contracts').insertOne({ _id: '0228999', ...OLDER_CONTRACT } as never);
  await database.collection<{ _id: string }>('contracts').insertMany(OLDER_RIGHTS as never);
  for (let n = 0; n < 2; n++) await migrate(database, [...plumbingMigrations, ...migrations], { clock, logger });
  stores = {
    transactions: new MongoTransactions({ database, clock, service: 'entitlements', hasher: new AuditHasher('secret', 'entitlements') }),
    accounts: new MongoAccountCopyStore(database),
    contracts: new MongoContractRightsStore(database),
    links: new MongoLinkStore(database),
    held: new MongoHeldContractStore(database),
    given: new MongoGivenContractStore(database),
    shares: new MongoShareStore(database),
    misses: new MongoSearchMissesStore(database),
    history: new MongoRightsHistoryStore(database),
  };
});
afterAll(async () => {
  await database.close();
  await mongo.stop();
});

describe('a store of copies of accounts in MongoDB', () => accountCopyStoreSuite(() => stores));

describe('stores of rights in MongoDB', () => rightsStoresSuite(() => stores));

describe('a store of shares in MongoDB', () => shareStoreSuite(() => stores));

describe('a store of misses in MongoDB', () => searchMissesStoreSuite(() => stores));

describe('a store of given contracts in MongoDB', () => givenContractStoreSuite(() => stores));

describe('a store of histories in MongoDB', () => rightsHistoryStoreSuite(() => stores));

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

describe('what is shared', () => {
  /** How the server answered what `work` asked. */
  const answersTo = async (work: () => Promise<unknown>) => {
    const native = admin.db(database.native.databaseName);
    await native.command({ profile: 2 });
    const since = new Date();
    await work();
    await native.command({ profile: 0 });
    const found = await native.collection('system.profile').find({ ts: { $gte: since }, op: { $in: ['query', 'command'] }, planSummary: { $exists: true } }).toArray();
    return found.map(({ planSummary, docsExamined, keysExamined }) => ({ plan: String(planSummary), read: docsExamined as number, keys: keysExamined as number }));
  };
  const people = () => [newId(), newId()] as const;
  const [[anna, ben], now] = [people(), new Date()];
  const MANY = 200;
  let admin: driver.MongoClient;
  afterAll(() => admin.close());

  beforeAll(async () => {
    admin = await new driver.MongoClient(mongo.adminUri).connect();
    const saved = Array.from({ length: MANY }, (_, n) => {
      const [giver, receiver] = n < 5 ? [anna, ben] : n < 10 ? [anna, newId()] : people();
      const until = n < 10 ? {} : { until: new Date(now.getTime() + 3_600_000) };
      return { ...rightsBy([link(giver, newId()), { ...transfer(giver, receiver), id: newId() }, { ...assignment(giver, newId()), id: newId(), ...until }]), accessNumber: String(45_000_000 + n) };
    });
    const rowsOf = (accessNumber: string, version: number) => historyOf(accessNumber, withGrants({ ...noRights(accessNumber), version, contract: aContract() }, [link(version < 5 ? anna : newId(), newId())], termsAt()).told, { what: 'x', actor: { kind: 'CRM' } }, now);
    await stores.transactions.run(newCall(10_000), async (tx) => {
      await stores.contracts.save(tx, saved);
      await stores.history.append(tx, Array.from({ length: MANY }, (_, n) => rowsOf(n % 2 === 0 ? '45000000' : '45000001', n)));
    });
  });

  it.each<[string, string, () => Promise<unknown>, string, number]>([
    ['contracts on which one gave another something', 'giver', () => stores.given.listGiven(anna, ben), 'grants.by: 1, grants.to: 1, _id: 1', 5],
    ['what one gives another now', 'giver', () => stores.given.listRunningGrants(anna, ben, now), 'grants.by: 1, grants.to: 1, _id: 1', 5],
    ['receivers', 'giver', () => stores.given.listPartners(anna, 'GIVEN', { limit: 9 }, now), 'grants.by: 1, grants.to: 1, _id: 1', 10],
    ['givers', 'holder', () => stores.given.listPartners(ben, 'RECEIVED', { limit: 9 }, now), 'holders.accountId: 1, _id: 1', 5],
    ['what may be transferred', 'holder', () => stores.given.listTransferable(anna, ben, { limit: 9 }, now), 'holders.accountId: 1, _id: 1', 9],
    ['where somebody is involved', 'giver', () => stores.given.listInvolving(anna, 9), 'grants.by: 1, grants.to: 1, _id: 1', 10],
    ['what an account may see of a history', 'party', () => stores.history.listOf(anna, '45000000', { limit: 9 }), 'accessNumber: 1, parties: 1, from: -1', 3],
    ['a whole history', 'version', () => stores.history.listAll('45000000'), '_id: 1', MANY / 2],
    ['what has expired', 'end', () => stores.contracts.listLapsed(now, 9), 'grants.until: 1', 20],
    ['numbers that somebody is connected with', 'account', () => stores.links.numbersOf(anna), 'accountId: 1', 0],
    ['a share by the name of a candidate', 'name', () => stores.shares.findByCandidate(newId(), 'GIVEN'), 'candidateId: 1', 0],
    ['a share by the name of a giver', 'name', () => stores.shares.findByCandidate(newId(), 'RECEIVED'), 'receivedId: 1', 0],
    ['those of some contracts that somebody holds', 'holder', () => stores.given.heldAmong(ben, ['45000000', '1']), 'holders.accountId: 1, _id: 1', 1],
  ])('is found by an index, without reading what others share: %s, by %s', async (_what, _by, work, index, most) => {
    const answers = await answersTo(work);
    expect(answers.map(({ plan }) => plan).join('; ')).toMatch(new RegExp(`\\{ (${index}) \\}`));
    expect(answers.filter(({ plan, read }) => plan.includes('COLLSCAN') || read > most)).toEqual([]);
  });
});

describe('rights that an older release gave', () => {
  it('have a history that begins with what was held, and in which no fault is found', async () => {
    const verify = new VerifyRightsUseCase(stores.contracts, stores.history, new CurrentTerms(new SystemClock(), 1));
    expect(await verify.execute({ accessNumber: '0228111' })).toMatchObject({ rows: 2, faults: [] });
    for (const accessNumber of ['0228222', '0228333', '0228999']) expect(await verify.execute({ accessNumber })).toMatchObject({ faults: [] });
    const [first, second] = await stores.history.listAll('0228111');
    expect(first).toMatchObject({ version: 6, kind: 'GRANTED', via: 'LINK', to: holder, rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], cause: 'history.begun', actor: { kind: 'SYSTEM' }, previous: '' });
    expect(second).toMatchObject({ version: 7, via: 'CUSTOMER_CENTRE', left: ['INVOICE_ONLINE', 'TELEPHONY_CENTRE'], previous: first!.hash });
    expect(await stores.contracts.find('0228111')).toMatchObject({ version: 7, historyHash: second!.hash, holders: [{ accountId: holder, transferable: true }] });
    expect(await stores.held.find(holder, '0228111', new Date())).toMatchObject({ sources: ['LINK', 'CUSTOMER_CENTRE'] });
  });

  it('go on from there', async () => {
    const verify = new VerifyRightsUseCase(stores.contracts, stores.history, new CurrentTerms(new SystemClock(), 1));
    for (const accessNumber of ['0228111', '0228333']) {
      const before = await stores.contracts.find(accessNumber);
      const { rights, told } = withGrants(before, [link(newId(), newId())], { now: new Date(0), maxTransferDepth: 1 });
      const rows = historyOf(accessNumber, told, { what: 'x', actor: { kind: 'CRM' } }, new Date(), before.historyHash);
      await stores.transactions.run(newCall(5_000), async (tx) => {
        await stores.contracts.save(tx, [{ ...rights, historyHash: rows.at(-1)!.hash }]);
        await stores.history.append(tx, [rows]);
      });
      expect(await verify.execute({ accessNumber })).toMatchObject({ faults: [] });
    }
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
