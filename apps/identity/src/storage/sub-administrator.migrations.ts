import type { Migration } from '#libs/persistence';
import { ACCOUNTS } from './account.schema.js';

export const subAdministratorMigrations: Migration[] = [
  {
    name: 'identity-sub-administrators-0001-index',
    async up(database) {
      // Without closed ones, however many there have been. `status` lets them be counted without reading a single account.
      const open = { superiorId: { $exists: true }, status: { $in: ['INVITED', 'ACTIVE', 'LOCKED'] } };
      await database.collection(ACCOUNTS).createIndex({ superiorId: 1, _id: -1, status: 1 }, { partialFilterExpression: open });
    },
  },
];
