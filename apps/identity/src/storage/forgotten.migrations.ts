import { ensureCollection, type Migration } from '#libs/persistence';
import { PASSWORD_RESETS } from './mongo-password-reset.store.js';

/** Tokens of forgotten passwords. */
export const forgottenMigrations: Migration[] = [
  {
    name: 'identity-forgotten-0001-password-resets',
    async up(database) {
      await ensureCollection(database, PASSWORD_RESETS);
      await database.collection(PASSWORD_RESETS).createIndex({ forgetAt: 1 }, { expireAfterSeconds: 0 });
    },
  },
];
