import type { Transactions } from '#libs/kernel';
import type { AccountStateStore } from '../../src/domain/account-state.store.js';
import type { AccountStore } from '../../src/domain/account.store.js';
import type { ActivityStore } from '../../src/domain/activity.store.js';
import type { ActivationCodeStore } from '../../src/domain/activation-code.store.js';
import type { ContractStore } from '../../src/domain/contract.store.js';
import type { DeferredRequestStore } from '../../src/domain/deferred-request.store.js';
import type { EmailChangeStore } from '../../src/domain/email-change.store.js';
import type { ForgottenStore } from '../../src/domain/forgotten.store.js';
import type { MailQuotaStore } from '../../src/domain/mail-quota.store.js';
import type { MobileAuthorizationStore } from '../../src/domain/mobile-authorization.store.js';
import type { PasswordResetStore } from '../../src/domain/password-reset.store.js';
import type { RegistrationStore } from '../../src/domain/registration.store.js';
import type { SalesPartnerStore } from '../../src/domain/sales-partner.store.js';
import type { SessionStore } from '../../src/domain/session.store.js';
import type { SignInChallengeStore } from '../../src/domain/sign-in-challenge.store.js';
import type { SignInThrottleStore } from '../../src/domain/sign-in-throttle.store.js';
import type { StaffMemberStore } from '../../src/domain/staff-member.store.js';
import type { SubAdministratorStore } from '../../src/domain/sub-administrator.store.js';
import type { SupportStore } from '../../src/domain/support.store.js';

/** One implementation of all stores, and what makes their transactions. */
export interface IdentityStores {
  transactions: Transactions;
  accountStates: AccountStateStore;
  accounts: AccountStore;
  activity: ActivityStore;
  codes: ActivationCodeStore;
  contracts: ContractStore;
  quotas: MailQuotaStore;
  registrations: RegistrationStore;
  requests: DeferredRequestStore;
  sessions: SessionStore;
  throttle: SignInThrottleStore;
  staff: StaffMemberStore;
  support: SupportStore;
  subAdministrators: SubAdministratorStore;
  emailChanges: EmailChangeStore;
  challenges: SignInChallengeStore;
  partners: SalesPartnerStore;
  forgotten: ForgottenStore;
  passwordResets: PasswordResetStore;
  mobile: MobileAuthorizationStore;
}
