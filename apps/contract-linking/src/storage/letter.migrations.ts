import { ensureCollection, type Migration } from '#libs/persistence';
import { LETTER_REQUESTS, LETTERS } from './letter.schema.js';
import { CONNECT_TRIES } from './mongo-connect-tries.store.js';

const OPEN = { state: { $in: ['ORDERED', 'DISPATCHED'] } };

export const letterMigrations: Migration[] = [
  {
    name: 'contract-linking-letters-0001-collections-and-indexes',
    async up(database) {
      for (const name of [LETTERS, LETTER_REQUESTS, CONNECT_TRIES]) await ensureCollection(database, name);
      const letters = database.collection(LETTERS);
      // A customer number has at most one open letter, and any number that have ended.
      await letters.createIndex({ customerNumber: 1 }, { name: 'open-letter', unique: true, partialFilterExpression: OPEN });
      await letters.createIndex({ expiresAt: 1 }, { name: 'open-until', partialFilterExpression: OPEN });
      await letters.createIndex({ customerNumber: 1, _id: -1 });
      await letters.createIndex({ customerNumber: 1, hash: 1 }, { unique: true });
      await letters.createIndex({ customerNumber: 1, issuedAt: 1 }, { partialFilterExpression: { isReissue: true } });
      await letters.createIndex({ causeId: 1 }, { unique: true });
      await letters.createIndex({ forgetAt: 1 }, { expireAfterSeconds: 0 });
      await database.collection(CONNECT_TRIES).createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 });
    },
  },
];
