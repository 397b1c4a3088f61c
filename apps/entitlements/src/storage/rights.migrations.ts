import { type Database, ensureCollection, type Migration } from '#libs/persistence';
import { withGrants } from '../domain/rights-change.js';
import { historyOf } from '../domain/rights-history.js';
import { type ContractRightsDocument, CONTRACTS, CUSTOMER_LOCKS, GIVERS_INDEX, HOLDERS_INDEX, LAPSING, LOCK_MEMORY_MS, toDocument, toRights } from './contract-rights.schema.js';
import { CONNECTING, LINKS } from './link.schema.js';
import { type HistoryDocument, PARTIES_INDEX, RIGHTS_HISTORY, toHistoryDocument } from './rights-history.schema.js';
import { SEARCH_MISSES, SHARES } from './share.schema.js';

export const rightsMigrations: Migration[] = [
  {
    name: 'entitlements-rights-0001',
    async up(database) {
      for (const name of [LINKS, CUSTOMER_LOCKS]) await ensureCollection(database, name);
      const contracts = database.collection(CONTRACTS);
      await contracts.updateMany({ version: { $exists: false } }, { $set: { version: 0, grants: [], holders: [] } });
      await contracts.createIndex(HOLDERS_INDEX);
      await contracts.createIndex({ terminatedAt: 1 }, { partialFilterExpression: LAPSING });
      await database.collection(LINKS).createIndex({ customerNumber: 1 }, { partialFilterExpression: CONNECTING });
      await database.collection(CUSTOMER_LOCKS).createIndex({ takenAt: 1 }, { expireAfterSeconds: LOCK_MEMORY_MS / 1_000 });
    },
  },
  {
    name: 'entitlements-rights-0002-sharing',
    async up(database) {
      for (const name of [SHARES, SEARCH_MISSES, RIGHTS_HISTORY]) await ensureCollection(database, name);
      const contracts = database.collection(CONTRACTS);
      await contracts.createIndex(GIVERS_INDEX, { partialFilterExpression: { 'grants.by': { $exists: true } } });
      await contracts.createIndex({ 'grants.until': 1 }, { partialFilterExpression: { 'grants.until': { $exists: true } } });
      await database.collection(LINKS).createIndex({ accountId: 1 });
      for (const id of ['candidateId', 'receivedId']) await database.collection(SHARES).createIndex({ [id]: 1 }, { unique: true });
      for (const name of [SHARES, SEARCH_MISSES]) await database.collection(name).createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 });
      const history = database.collection(RIGHTS_HISTORY);
      await history.createIndex(PARTIES_INDEX);
      await beginHistories(database);
    },
  },
];

/** Until now only links gave rights, and nothing but the last state was kept: it becomes the first rows of the history. */
async function beginHistories(database: Database): Promise<void> {
  const contracts = database.collection<ContractRightsDocument>(CONTRACTS);
  const at = new Date();
  for await (const { _id } of contracts.find({ 'grants.id': { $exists: true }, historyHash: { $exists: false } }, { projection: { _id: 1 } })) {
    while (!(await beginHistory(database, _id, at)));
  }
}

/** False where somebody changed the contract meanwhile. The history first: begun twice, it is the same. */
async function beginHistory(database: Database, accessNumber: string, at: Date): Promise<boolean> {
  const contracts = database.collection<ContractRightsDocument>(CONTRACTS);
  const history = database.collection<HistoryDocument>(RIGHTS_HISTORY);
  const document = await contracts.findOne({ _id: accessNumber });
  if (!document?.grants?.length || document.historyHash) return true;
  const before = toRights(document);
  // What has lapsed and was not ended yet is ended by the sweep, as ever.
  const { rights, told } = withGrants({ ...before, grants: [] }, before.grants, { now: BEFORE_ALL, maxTransferDepth: 1 });
  const rows = historyOf(accessNumber, told, { actor: { kind: 'SYSTEM' }, what: 'history.begun' }, at);
  const { _id: changeId, ...change } = toHistoryDocument(rows);
  await history.replaceOne({ _id: changeId }, change, { upsert: true });
  const { _id, ...begun } = toDocument({ ...rights, historyHash: rows.at(-1)!.hash });
  const { matchedCount } = await contracts.replaceOne({ _id, version: before.version, historyHash: { $exists: false } }, begun);
  if (matchedCount === 0) await history.deleteOne({ _id: changeId });
  return matchedCount > 0;
}

/** No contract is over at this moment. */
const BEFORE_ALL = new Date(-8.64e15);
