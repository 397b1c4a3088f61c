import { dropIndex, ensureCollection, type Migration } from '#libs/persistence';
import { ACCOUNTS } from './account.schema.js';
import { LOCK_MEMORY_MS } from './contract.schema.js';
import { EMAIL_CHANGES } from './mongo-email-change.store.js';
import { ADDRESS_LOCKS, MOBILE_AUTHORIZATIONS } from './mongo-mobile-authorization.store.js';
import { SALES_PARTNERS } from './mongo-sales-partner.store.js';
import { SIGN_IN_CHALLENGES } from './mongo-sign-in-challenge.store.js';

/** Changes of e-mail addresses, sales partners and their one-time codes, mobile authorizations. */
export const contactMigrations: Migration[] = [
  {
    name: 'identity-contact-0001-collections-and-indexes',
    async up(database) {
      for (const name of [EMAIL_CHANGES, SIGN_IN_CHALLENGES, SALES_PARTNERS, MOBILE_AUTHORIZATIONS, ADDRESS_LOCKS]) await ensureCollection(database, name);
      await database.collection(ACCOUNTS).createIndex({ partnerNumber: 1 }, { unique: true, partialFilterExpression: { partnerNumber: { $exists: true } } });
      for (const name of [EMAIL_CHANGES, SIGN_IN_CHALLENGES]) await database.collection(name).createIndex({ forgetAt: 1 }, { expireAfterSeconds: 0 });
      await database.collection(MOBILE_AUTHORIZATIONS).createIndex({ email: 1 });
      await database.collection(ADDRESS_LOCKS).createIndex({ takenAt: 1 }, { expireAfterSeconds: LOCK_MEMORY_MS / 1_000 });
    },
  },
  {
    name: 'identity-contact-0002-partners-closed',
    async up(database) {
      // A partner number has one account that is not closed, and any number of closed ones.
      const open = { partnerNumber: { $exists: true }, status: { $in: ['INVITED', 'ACTIVE', 'LOCKED'] } };
      await dropIndex(database, ACCOUNTS, 'partnerNumber_1');
      await database.collection(ACCOUNTS).createIndex({ partnerNumber: 1 }, { unique: true, partialFilterExpression: open });
    },
  },
  {
    name: 'identity-contact-0003-authorizations-by-account',
    async up(database) {
      // Whether an account has a number, whatever its address was when it got it.
      await database.collection(MOBILE_AUTHORIZATIONS).createIndex({ accountId: 1, customerNumber: 1 }, { partialFilterExpression: { accountId: { $exists: true } } });
    },
  },
];
