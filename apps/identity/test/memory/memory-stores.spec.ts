import { describe } from '@jest/globals';
import { accountStateStoreSuite } from '../stores/account-state-store.suite.js';
import { accountStoreSuite } from '../stores/account-store.suite.js';
import { contactStoreSuite } from '../stores/contact-store.suite.js';
import { activityStoreSuite } from '../stores/activity-store.suite.js';
import { forgottenStoreSuite } from '../stores/forgotten-store.suite.js';
import { registrationStoreSuite } from '../stores/registration-store.suite.js';
import { sessionStoreSuite } from '../stores/session-store.suite.js';
import { subAdministratorStoreSuite } from '../stores/sub-administrator-store.suite.js';
import { supportStoreSuite } from '../stores/support-store.suite.js';
import { memoryStores } from './memory-stores.js';

const stores = memoryStores();
const now = new Date('2026-05-01T10:00:00Z');

describe('an account store in memory', () => accountStoreSuite(() => stores, now));
describe('a store of the states of accounts in memory', () => accountStateStoreSuite(() => stores, now));
describe('a session store in memory', () => sessionStoreSuite(() => stores, now));
describe('registration stores in memory', () => registrationStoreSuite(() => stores, now));
describe('a store of sub-administrators in memory', () => subAdministratorStoreSuite(() => stores, now));
describe('support stores in memory', () => supportStoreSuite(() => stores, now));
describe('stores around contact data and partners in memory', () => contactStoreSuite(() => stores, now));
describe('stores around forgotten passwords and usernames in memory', () => forgottenStoreSuite(() => stores, now));
describe('a store of activities in memory', () => activityStoreSuite(() => stores));
