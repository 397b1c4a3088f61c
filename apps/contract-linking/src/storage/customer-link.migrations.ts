import { ensureCollection, type Migration } from '#libs/persistence';
import { ACCOUNTS } from './account.schema.js';
import { CUSTOMER_LINKS } from './customer-link.schema.js';

const OPEN = { isOpen: true };

export const customerLinkMigrations: Migration[] = [
  {
    name: 'contract-linking-customer-links-0001-collections-and-indexes',
    async up(database) {
      for (const name of [CUSTOMER_LINKS, ACCOUNTS]) await ensureCollection(database, name);
      const links = database.collection(CUSTOMER_LINKS);
      // An account has one open link with a number, and any number that have ended.
      await links.createIndex({ accountId: 1, customerNumber: 1 }, { name: 'open-link', unique: true, partialFilterExpression: OPEN });
      await links.createIndex({ customerNumber: 1, linkedAt: 1 }, { name: 'connected-accounts', partialFilterExpression: OPEN });
      await links.createIndex({ accountId: 1, customerNumber: 1, _id: -1 });
    },
  },
  {
    name: 'contract-linking-customer-links-0002-histories',
    async up(database) {
      const links = database.collection(CUSTOMER_LINKS);
      for (const whose of ['accountId', 'customerNumber']) await links.createIndex({ [whose]: 1, _id: -1 });
    },
  },
];
