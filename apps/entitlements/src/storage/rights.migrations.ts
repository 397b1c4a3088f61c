import { ensureCollection, type Migration } from '#libs/persistence';
import { CONTRACTS, CUSTOMER_LOCKS, HOLDERS_INDEX, LAPSING, LOCK_MEMORY_MS } from './contract-rights.schema.js';
import { CONNECTING, LINKS } from './link.schema.js';

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
];
