import { ensureCollection, type Migration } from '#libs/persistence';
import { FORMER_USERNAMES } from './former-username.schema.js';

/** Usernames that were given up; the database forgets them when they are free. */
export const credentialsMigrations: Migration[] = [
  {
    name: 'identity-credentials-0001-former-usernames',
    async up(database) {
      await ensureCollection(database, FORMER_USERNAMES);
      await database.collection(FORMER_USERNAMES).createIndex({ freeAt: 1 }, { expireAfterSeconds: 0 });
    },
  },
  {
    name: 'identity-credentials-0002-former-usernames-of-an-account',
    up: async (database) => void (await database.collection(FORMER_USERNAMES).createIndex({ accountId: 1, freeAt: -1 })),
  },
];
