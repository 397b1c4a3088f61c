import type { Migration } from '#libs/persistence';
import { ACCOUNTS } from './account.schema.js';

/** Locking, unlocking and closing accounts. */
export const stateMigrations: Migration[] = [
  {
    name: 'identity-states-0001-subordinates',
    // Who is below a master administrator that is closed.
    up: async (database) => void (await database.collection(ACCOUNTS).createIndex({ superiorId: 1 }, { partialFilterExpression: { superiorId: { $exists: true } } })),
  },
];
