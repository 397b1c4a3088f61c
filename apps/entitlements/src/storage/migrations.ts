import { ensureCollection, type Migration } from '#libs/persistence';
import { accountCopyMigrations } from './account-copy.migrations.js';
import { ACCOUNTS } from './account-copy.schema.js';
import { CONTRACTS } from './contract-rights.schema.js';
import { rightsMigrations } from './rights.migrations.js';

export const migrations: Migration[] = [
  {
    name: 'entitlements-0001-copies',
    async up(database) {
      for (const name of [CONTRACTS, ACCOUNTS]) await ensureCollection(database, name);
      await database.collection(CONTRACTS).createIndex({ customerNumber: 1 });
    },
  },
  ...accountCopyMigrations,
  ...rightsMigrations,
];
