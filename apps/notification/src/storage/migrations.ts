import { ensureCollection, type Migration } from '#libs/persistence';
import { MESSAGES } from './message.schema.js';
import { RECIPIENTS } from './recipient.schema.js';

export const migrations: Migration[] = [
  {
    name: 'notification-0001-messages-and-recipients',
    async up(database) {
      for (const name of [MESSAGES, RECIPIENTS]) await ensureCollection(database, name);
      const messages = database.collection(MESSAGES);
      // Only what waits: the log may grow without making the queue slow.
      await messages.createIndex({ dueAt: 1, domain: 1 }, { partialFilterExpression: { state: 'QUEUED' } });
      await messages.createIndex({ accountId: 1, queuedAt: -1 });
      await messages.createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 });
    },
  },
  {
    name: 'notification-0002-letters',
    async up(database) {
      // Mails and letters wait apart: neither is looked for among the others.
      await database.collection(MESSAGES).createIndex({ channel: 1, dueAt: 1, domain: 1 }, { partialFilterExpression: { state: 'QUEUED' } });
    },
  },
];
