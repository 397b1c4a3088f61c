import { afterAll, beforeAll, describe } from '@jest/globals';
import { deriveKey, SystemClock } from '#libs/kernel';
import { createLogger } from '#libs/observability';
import { AuditHasher, connectDatabase, migrate, MongoTransactions, plumbingMigrations, type Database } from '#libs/persistence';
import { startTestMongo, type TestMongo } from '#libs/testing';
import { migrations } from '../src/storage/migrations.js';
import { MongoAccountStateStore } from '../src/storage/mongo-account-state.store.js';
import { MongoAccountStore } from '../src/storage/mongo-account.store.js';
import { MongoActivityStore } from '../src/storage/mongo-activity.store.js';
import { MongoActivationCodeStore } from '../src/storage/mongo-activation-code.store.js';
import { MongoContractStore } from '../src/storage/mongo-contract.store.js';
import { MongoDeferredRequestStore } from '../src/storage/mongo-deferred-request.store.js';
import { MongoEmailChangeStore } from '../src/storage/mongo-email-change.store.js';
import { MongoForgottenStore } from '../src/storage/mongo-forgotten.store.js';
import { MongoMailQuotaStore } from '../src/storage/mongo-mail-quota.store.js';
import { MongoMobileAuthorizationStore } from '../src/storage/mongo-mobile-authorization.store.js';
import { MongoPasswordResetStore } from '../src/storage/mongo-password-reset.store.js';
import { MongoRegistrationStore } from '../src/storage/mongo-registration.store.js';
import { MongoSalesPartnerStore } from '../src/storage/mongo-sales-partner.store.js';
import { MongoSessionStore } from '../src/storage/mongo-session.store.js';
import { MongoSignInChallengeStore } from '../src/storage/mongo-sign-in-challenge.store.js';
import { MongoSignInThrottleStore } from '../src/storage/mongo-sign-in-throttle.store.js';
import { MongoStaffMemberStore } from '../src/storage/mongo-staff-member.store.js';
import { MongoSubAdministratorStore } from '../src/storage/mongo-sub-administrator.store.js';
import { MongoSupportStore } from '../src/storage/mongo-support.store.js';
import { accountStateStoreSuite } from './stores/account-state-store.suite.js';
import { accountStoreSuite } from './stores/account-store.suite.js';
import { contactStoreSuite } from './stores/contact-store.suite.js';
import { activityStoreSuite } from './stores/activity-store.suite.js';
import { forgottenStoreSuite } from './stores/forgotten-store.suite.js';
import type { IdentityStores } from './stores/identity-stores.js';
import { registrationStoreSuite } from './stores/registration-store.suite.js';
import { sessionStoreSuite } from './stores/session-store.suite.js';
import { subAdministratorStoreSuite } from './stores/sub-administrator-store.suite.js';
import { supportStoreSuite } from './stores/support-store.suite.js';

let mongo: TestMongo;
let database: Database;
let stores: IdentityStores;
beforeAll(async () => {
  const logger = createLogger({ service: 'test', level: 'silent' });
  const clock = new SystemClock();
  mongo = await startTestMongo();
  database = await connectDatabase({ uri: mongo.uriFor('identity'), service: 'identity', logger });
  await migrate(database, [...plumbingMigrations, ...migrations], { clock, logger });
  stores = {
    transactions: new MongoTransactions({ database, clock, service: 'identity', hasher: new AuditHasher('secret', 'identity') }),
    accountStates: new MongoAccountStateStore(database),
    accounts: new MongoAccountStore(database),
    activity: new MongoActivityStore(database),
    codes: new MongoActivationCodeStore(database),
    contracts: new MongoContractStore(database),
    quotas: new MongoMailQuotaStore(database, deriveKey('secret', 'quota')),
    registrations: new MongoRegistrationStore(database),
    requests: new MongoDeferredRequestStore(database),
    sessions: new MongoSessionStore(database),
    throttle: new MongoSignInThrottleStore(database),
    staff: new MongoStaffMemberStore(database),
    support: new MongoSupportStore(database),
    subAdministrators: new MongoSubAdministratorStore(database),
    emailChanges: new MongoEmailChangeStore(database),
    challenges: new MongoSignInChallengeStore(database),
    partners: new MongoSalesPartnerStore(database),
    forgotten: new MongoForgottenStore(database),
    passwordResets: new MongoPasswordResetStore(database),
    mobile: new MongoMobileAuthorizationStore(database),
  };
});
afterAll(async () => {
  await database.close();
  await mongo.stop();
});

// Within the hour: nothing may expire while it is tested.
const now = new Date();

describe('an account store in MongoDB', () => accountStoreSuite(() => stores, now));
describe('a store of the states of accounts in MongoDB', () => accountStateStoreSuite(() => stores, now));
describe('a session store in MongoDB', () => sessionStoreSuite(() => stores, now));
describe('registration stores in MongoDB', () => registrationStoreSuite(() => stores, now));
describe('a store of sub-administrators in MongoDB', () => subAdministratorStoreSuite(() => stores, now));
describe('support stores in MongoDB', () => supportStoreSuite(() => stores, now));
describe('stores around contact data and partners in MongoDB', () => contactStoreSuite(() => stores, now));
describe('stores around forgotten passwords and usernames in MongoDB', () => forgottenStoreSuite(() => stores, now));
describe('a store of activities in MongoDB', () => activityStoreSuite(() => stores));
