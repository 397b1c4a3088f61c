import { Module } from '@nestjs/common';
import { Turns } from '#libs/kernel';
import { CONFIG } from '#libs/service';
import { Database } from '#libs/persistence';
import type { Config } from './config.js';
import { AccountStateStore } from './domain/account-state.store.js';
import { AccountStore } from './domain/account.store.js';
import { ActivationCodeStore } from './domain/activation-code.store.js';
import { ActivityStore } from './domain/activity.store.js';
import { ContractStore } from './domain/contract.store.js';
import { DeferredRequestStore } from './domain/deferred-request.store.js';
import { EmailChangeStore } from './domain/email-change.store.js';
import { ForgottenStore } from './domain/forgotten.store.js';
import { MailQuotaStore } from './domain/mail-quota.store.js';
import { MobileAuthorizationStore } from './domain/mobile-authorization.store.js';
import { PasswordResetStore } from './domain/password-reset.store.js';
import { RegistrationStore } from './domain/registration.store.js';
import { SalesPartnerStore } from './domain/sales-partner.store.js';
import { SessionStore } from './domain/session.store.js';
import { SignInChallengeStore } from './domain/sign-in-challenge.store.js';
import { SignInThrottleStore } from './domain/sign-in-throttle.store.js';
import { StaffMemberStore } from './domain/staff-member.store.js';
import { SubAdministratorStore } from './domain/sub-administrator.store.js';
import { SupportStore } from './domain/support.store.js';
import { mailQuotaKey, rules } from './identity.rules.js';
import { AccountStatesController } from './inbound/account-states.controller.js';
import { ContractFactsConsumer } from './inbound/contract-facts.consumer.js';
import { CrmFactsConsumer } from './inbound/crm-facts.consumer.js';
import { DeferredRequestsWorker } from './inbound/deferred-requests.worker.js';
import { EmailChangeController } from './inbound/email-change.controller.js';
import { ExpiredSessionsWorker } from './inbound/expired-sessions.worker.js';
import { ForgottenController } from './inbound/forgotten.controller.js';
import { LinkFactsConsumer } from './inbound/link-facts.consumer.js';
import { MasterSearchController } from './inbound/master-search.controller.js';
import { MessageFactsConsumer } from './inbound/message-facts.consumer.js';
import { OneTimeCodeController } from './inbound/one-time-code.controller.js';
import { OwnAccountController } from './inbound/own-account.controller.js';
import { OwnActivityController } from './inbound/own-activity.controller.js';
import { OwnCredentialsController } from './inbound/own-credentials.controller.js';
import { OwnSessionsController } from './inbound/own-sessions.controller.js';
import { RegistrationController } from './inbound/registration.controller.js';
import { SessionController } from './inbound/session.controller.js';
import { Settlements } from './inbound/settlements.js';
import { ShareFactsConsumer } from './inbound/share-facts.consumer.js';
import { StaffFactsConsumer } from './inbound/staff-facts.consumer.js';
import { SubAdministratorInvitationsController } from './inbound/sub-administrator-invitations.controller.js';
import { SubAdministratorsController } from './inbound/sub-administrators.controller.js';
import { SupportController } from './inbound/support.controller.js';
import { WaitingRegistrationsWorker } from './inbound/waiting-registrations.worker.js';
import { MongoAccountStateStore } from './storage/mongo-account-state.store.js';
import { MongoAccountStore } from './storage/mongo-account.store.js';
import { MongoActivationCodeStore } from './storage/mongo-activation-code.store.js';
import { MongoActivityStore } from './storage/mongo-activity.store.js';
import { MongoContractStore } from './storage/mongo-contract.store.js';
import { MongoDeferredRequestStore } from './storage/mongo-deferred-request.store.js';
import { MongoEmailChangeStore } from './storage/mongo-email-change.store.js';
import { MongoForgottenStore } from './storage/mongo-forgotten.store.js';
import { MongoMailQuotaStore } from './storage/mongo-mail-quota.store.js';
import { MongoMobileAuthorizationStore } from './storage/mongo-mobile-authorization.store.js';
import { MongoPasswordResetStore } from './storage/mongo-password-reset.store.js';
import { MongoRegistrationStore } from './storage/mongo-registration.store.js';
import { MongoSalesPartnerStore } from './storage/mongo-sales-partner.store.js';
import { MongoSessionStore } from './storage/mongo-session.store.js';
import { MongoSignInChallengeStore } from './storage/mongo-sign-in-challenge.store.js';
import { MongoSignInThrottleStore } from './storage/mongo-sign-in-throttle.store.js';
import { MongoStaffMemberStore } from './storage/mongo-staff-member.store.js';
import { MongoSubAdministratorStore } from './storage/mongo-sub-administrator.store.js';
import { MongoSupportStore } from './storage/mongo-support.store.js';
import { AccountStates } from './use-cases/account-states.js';
import { ActivationClaims } from './use-cases/activation-claims.js';
import { ActivationCodeSender } from './use-cases/activation-code-sender.js';
import { CallerSession } from './use-cases/caller-session.js';
import { ChangeLocaleUseCase } from './use-cases/change-locale.use-case.js';
import { ChangePasswordUseCase } from './use-cases/change-password.use-case.js';
import { ChangeSubAdministratorUseCase } from './use-cases/change-sub-administrator.use-case.js';
import { ChangeUsernameUseCase } from './use-cases/change-username.use-case.js';
import { CheckActivationCodeUseCase } from './use-cases/check-activation-code.use-case.js';
import { CheckSessionUseCase } from './use-cases/check-session.use-case.js';
import { CloseAccountUseCase } from './use-cases/close-account.use-case.js';
import { CompleteActivationUseCase } from './use-cases/complete-activation.use-case.js';
import { CompletePasswordResetUseCase } from './use-cases/complete-password-reset.use-case.js';
import { CompleteSignInUseCase } from './use-cases/complete-sign-in.use-case.js';
import { ConfirmEmailUseCase } from './use-cases/confirm-email.use-case.js';
import { CreateSubAdministratorUseCase } from './use-cases/create-sub-administrator.use-case.js';
import { CurrentPassword } from './use-cases/current-password.js';
import { DeferredRequests } from './use-cases/deferred-requests.js';
import { DigitsSender } from './use-cases/digits-sender.js';
import { EmailChanges } from './use-cases/email-changes.js';
import { EndOtherSessionsUseCase } from './use-cases/end-other-sessions.use-case.js';
import { EndSessionUseCase } from './use-cases/end-session.use-case.js';
import { FindAccountsUseCase } from './use-cases/find-accounts.use-case.js';
import { FindMasterUseCase } from './use-cases/find-master.use-case.js';
import { ForgottenAccounts } from './use-cases/forgotten-accounts.js';
import { GetMeUseCase } from './use-cases/get-me.use-case.js';
import { GetSubAdministratorUseCase } from './use-cases/get-sub-administrator.use-case.js';
import { GetSuperiorUseCase } from './use-cases/get-superior.use-case.js';
import { LearnContractsUseCase } from './use-cases/learn-contracts.use-case.js';
import { ListActivityUseCase } from './use-cases/list-activity.use-case.js';
import { ListSessionsUseCase } from './use-cases/list-sessions.use-case.js';
import { ListSubAdministratorsUseCase } from './use-cases/list-sub-administrators.use-case.js';
import { LockAccountUseCase } from './use-cases/lock-account.use-case.js';
import { MobileAuthorizations } from './use-cases/mobile-authorizations.js';
import { NewPassword } from './use-cases/new-password.js';
import { OffboardSupportAgentUseCase } from './use-cases/offboard-support-agent.use-case.js';
import { OnboardSalesPartnerUseCase } from './use-cases/onboard-sales-partner.use-case.js';
import { OnboardSupportAgentUseCase } from './use-cases/onboard-support-agent.use-case.js';
import { OwnSubAdministrators } from './use-cases/own-sub-administrators.js';
import { PasswordResets } from './use-cases/password-resets.js';
import { RecordLinkActivityUseCase } from './use-cases/record-link-activity.use-case.js';
import { RecordMobileAuthorizationUseCase } from './use-cases/record-mobile-authorization.use-case.js';
import { RecordShareActivityUseCase } from './use-cases/record-share-activity.use-case.js';
import { RefreshSessionUseCase } from './use-cases/refresh-session.use-case.js';
import { RegisterUseCase } from './use-cases/register.use-case.js';
import { Registrar } from './use-cases/registrar.js';
import { ReissueActivationCodeUseCase } from './use-cases/reissue-activation-code.use-case.js';
import { ReissueSubAdministratorCodeUseCase } from './use-cases/reissue-sub-administrator-code.use-case.js';
import { RemoveSubAdministratorUseCase } from './use-cases/remove-sub-administrator.use-case.js';
import { RequestPasswordResetUseCase } from './use-cases/request-password-reset.use-case.js';
import { RequestUsernameReminderUseCase } from './use-cases/request-username-reminder.use-case.js';
import { ResendActivationCodeUseCase } from './use-cases/resend-activation-code.use-case.js';
import { RevisitRegistrationUseCase } from './use-cases/revisit-registration.use-case.js';
import { SessionEnder } from './use-cases/session-ender.js';
import { SessionOpener } from './use-cases/session-opener.js';
import { SettlePasswordResetUseCase } from './use-cases/settle-password-reset.use-case.js';
import { SettleRegistrationUseCase } from './use-cases/settle-registration.use-case.js';
import { SettleResendUseCase } from './use-cases/settle-resend.use-case.js';
import { SettleUsernameReminderUseCase } from './use-cases/settle-username-reminder.use-case.js';
import { Settlement } from './use-cases/settlement.js';
import { SignInChallenger } from './use-cases/sign-in-challenger.js';
import { SignInCompletion } from './use-cases/sign-in-completion.js';
import { SignInThrottleGuard } from './use-cases/sign-in-throttle-guard.js';
import { SignInUseCase } from './use-cases/sign-in.use-case.js';
import { SignOutUseCase } from './use-cases/sign-out.use-case.js';
import { SubAdministratorInvitations } from './use-cases/sub-administrator-invitations.js';
import { SupportDesk } from './use-cases/support-desk.js';
import { UnlockAccountUseCase } from './use-cases/unlock-account.use-case.js';
import { UpdateContactDataUseCase } from './use-cases/update-contact-data.use-case.js';
import { WipeDeliveredSecretUseCase } from './use-cases/wipe-delivered-secret.use-case.js';
import { WithdrawPendingEmailUseCase } from './use-cases/withdraw-pending-email.use-case.js';

const registration = [RegisterUseCase, ResendActivationCodeUseCase, SettleRegistrationUseCase, SettleResendUseCase, RevisitRegistrationUseCase, LearnContractsUseCase];
const activation = [CheckActivationCodeUseCase, CompleteActivationUseCase, WipeDeliveredSecretUseCase];
const sessions = [
  SignInUseCase, RefreshSessionUseCase, SignOutUseCase, CheckSessionUseCase, ListSessionsUseCase, EndSessionUseCase, EndOtherSessionsUseCase,
];
const support = [
  OnboardSupportAgentUseCase, OffboardSupportAgentUseCase, FindAccountsUseCase, ReissueActivationCodeUseCase, LockAccountUseCase, UnlockAccountUseCase,
  CloseAccountUseCase, SupportDesk,
];
const credentials = [CurrentPassword, NewPassword, ChangeUsernameUseCase, ChangePasswordUseCase];
const emailChange = [EmailChanges, ConfirmEmailUseCase, WithdrawPendingEmailUseCase];
const otpProcedure = [OnboardSalesPartnerUseCase, SignInChallenger, SignInCompletion, CompleteSignInUseCase, DigitsSender];
const forgotten = [
  RequestPasswordResetUseCase, SettlePasswordResetUseCase, CompletePasswordResetUseCase, RequestUsernameReminderUseCase, SettleUsernameReminderUseCase, ForgottenAccounts,
  PasswordResets,
];
const mobile = [MobileAuthorizations, RecordMobileAuthorizationUseCase, FindMasterUseCase];
const ownAccount = [GetMeUseCase, UpdateContactDataUseCase, ChangeLocaleUseCase, ListActivityUseCase, RecordLinkActivityUseCase, RecordShareActivityUseCase, GetSuperiorUseCase];
const subAdministrators = [
  CreateSubAdministratorUseCase, ListSubAdministratorsUseCase, GetSubAdministratorUseCase, ChangeSubAdministratorUseCase, RemoveSubAdministratorUseCase,
  ReissueSubAdministratorCodeUseCase, OwnSubAdministrators, SubAdministratorInvitations,
];
/** What several use cases have in common. */
const collaborators = [
  AccountStates, ActivationClaims, ActivationCodeSender, CallerSession, DeferredRequests, Registrar, SessionEnder, SessionOpener, Settlement, SignInThrottleGuard, Turns,
];

const stores = [
  { provide: AccountStateStore, useClass: MongoAccountStateStore },
  { provide: AccountStore, useClass: MongoAccountStore },
  { provide: ActivationCodeStore, useClass: MongoActivationCodeStore },
  { provide: ActivityStore, useClass: MongoActivityStore },
  { provide: ContractStore, useClass: MongoContractStore },
  { provide: DeferredRequestStore, useClass: MongoDeferredRequestStore },
  { provide: MailQuotaStore, inject: [Database, CONFIG], useFactory: (database: Database, config: Config) => new MongoMailQuotaStore(database, mailQuotaKey(config)) },
  { provide: RegistrationStore, useClass: MongoRegistrationStore },
  { provide: SessionStore, useClass: MongoSessionStore },
  { provide: SignInThrottleStore, useClass: MongoSignInThrottleStore },
  { provide: StaffMemberStore, useClass: MongoStaffMemberStore },
  { provide: SubAdministratorStore, useClass: MongoSubAdministratorStore },
  { provide: SupportStore, useClass: MongoSupportStore },
  { provide: EmailChangeStore, useClass: MongoEmailChangeStore },
  { provide: MobileAuthorizationStore, useClass: MongoMobileAuthorizationStore },
  { provide: SalesPartnerStore, useClass: MongoSalesPartnerStore },
  { provide: SignInChallengeStore, useClass: MongoSignInChallengeStore },
  { provide: ForgottenStore, useClass: MongoForgottenStore },
  { provide: PasswordResetStore, useClass: MongoPasswordResetStore },
];

const inbound = [
  ContractFactsConsumer, CrmFactsConsumer, LinkFactsConsumer, MessageFactsConsumer, DeferredRequestsWorker, Settlements, ExpiredSessionsWorker, ShareFactsConsumer,
  StaffFactsConsumer, WaitingRegistrationsWorker,
];

const controllers = [
  RegistrationController, SessionController, OwnAccountController, OwnCredentialsController, OwnSessionsController, EmailChangeController, OneTimeCodeController,
  ForgottenController, MasterSearchController, OwnActivityController, SubAdministratorsController, SubAdministratorInvitationsController, SupportController, AccountStatesController,
];

@Module({
  controllers,
  providers: [
    ...registration, ...activation, ...sessions, ...ownAccount, ...credentials, ...emailChange, ...otpProcedure, ...forgotten, ...mobile, ...subAdministrators, ...support,
    ...collaborators, ...rules, ...stores, ...inbound,
  ],
})
export class IdentityModule {}
