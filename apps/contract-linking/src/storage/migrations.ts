import { ensureCollection, type Migration } from '#libs/persistence';
import { CONTRACTS } from './contract.schema.js';
import { customerCentreMigrations } from './customer-centre.migrations.js';
import { CUSTOMERS } from './customer.schema.js';
import { customerLinkMigrations } from './customer-link.migrations.js';
import { letterMigrations } from './letter.migrations.js';

export const migrations: Migration[] = [
  {
    name: 'contract-linking-0001-customers-and-contracts',
    async up(database) {
      for (const name of [CUSTOMERS, CONTRACTS]) await ensureCollection(database, name);
      await database.collection(CONTRACTS).createIndex({ customerNumber: 1 }, { sparse: true });
    },
  },
  ...letterMigrations,
  ...customerLinkMigrations,
  ...customerCentreMigrations,
];
