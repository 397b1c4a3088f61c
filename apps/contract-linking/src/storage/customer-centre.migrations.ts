import { ensureCollection, type Migration } from '#libs/persistence';
import { CENTRE_TRIES } from './mongo-centre-tries.store.js';
import { CENTRE_VERIFICATIONS } from './mongo-centre-verification.store.js';
import { CUSTOMER_CENTRE_LINKS } from './mongo-customer-centre-link.store.js';

/** Capability 10. */
export const customerCentreMigrations: Migration[] = [
  {
    name: 'contract-linking-customer-centre-0001-links',
    async up(database) {
      for (const name of [CUSTOMER_CENTRE_LINKS, CENTRE_VERIFICATIONS, CENTRE_TRIES]) await ensureCollection(database, name);
      const links = database.collection(CUSTOMER_CENTRE_LINKS);
      await links.createIndex({ accountId: 1, accessNumber: 1 }, { name: 'open', unique: true, partialFilterExpression: { open: true } });
      await links.createIndex({ accountId: 1, accessNumber: 1, endedAt: -1 }, { name: 'all' });
      await database.collection(CENTRE_VERIFICATIONS).createIndex({ expiresAt: 1 }, { expireAfterSeconds: 0 });
      await database.collection(CENTRE_TRIES).createIndex({ expireAt: 1 }, { expireAfterSeconds: 0 });
    },
  },
];
