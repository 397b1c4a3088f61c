import type { Clock } from '#libs/kernel';
import { AccountStates } from '../../src/use-cases/account-states.js';
import { SessionEnder } from '../../src/use-cases/session-ender.js';
import { MemoryAccountStateStore } from './memory-account-state.store.js';
import { MemoryAccountStore } from './memory-account.store.js';
import { MemoryEmailChangeStore, MemoryMobileAuthorizationStore, MemorySalesPartnerStore, MemorySignInChallengeStore } from './memory-contact.stores.js';
import { MemoryActivityStore } from './memory-activity.store.js';
import { MemoryDatabase, MemoryTransactions } from './memory-database.js';
import { MemoryForgottenStore, MemoryPasswordResetStore } from './memory-forgotten.stores.js';
import {
  MemoryActivationCodeStore, MemoryContractStore, MemoryDeferredRequestStore, MemoryMailQuotaStore, MemoryRegistrationStore,
} from './memory-registration.stores.js';
import { MemorySessionStore } from './memory-session.store.js';
import { MemorySignInThrottleStore } from './memory-sign-in-throttle.store.js';
import { MemorySubAdministratorStore } from './memory-sub-administrator.store.js';
import { MemoryStaffMemberStore, MemorySupportStore } from './memory-support.stores.js';

/** Every store of identity without a database, for tests of rules. */
export function memoryStores() {
  const database = new MemoryDatabase();
  const transactions = new MemoryTransactions(database);
  return {
    database,
    transactions,
    activity: new MemoryActivityStore(transactions),
    accountStates: new MemoryAccountStateStore(database),
    accounts: new MemoryAccountStore(database),
    codes: new MemoryActivationCodeStore(database),
    contracts: new MemoryContractStore(database),
    quotas: new MemoryMailQuotaStore(database),
    registrations: new MemoryRegistrationStore(database),
    requests: new MemoryDeferredRequestStore(database),
    sessions: new MemorySessionStore(database),
    throttle: new MemorySignInThrottleStore(database),
    staff: new MemoryStaffMemberStore(database),
    support: new MemorySupportStore(database),
    subAdministrators: new MemorySubAdministratorStore(database),
    emailChanges: new MemoryEmailChangeStore(database),
    challenges: new MemorySignInChallengeStore(database),
    partners: new MemorySalesPartnerStore(database),
    forgotten: new MemoryForgottenStore(database),
    passwordResets: new MemoryPasswordResetStore(database),
    mobile: new MemoryMobileAuthorizationStore(database),
  };
}

/** What several use cases change states of accounts with. */
export const accountStates = ({ transactions, sessions, accountStates: states, codes, emailChanges }: ReturnType<typeof memoryStores>, clock: Clock) =>
  new AccountStates(states, new SessionEnder(transactions, sessions, clock), codes, emailChanges);
