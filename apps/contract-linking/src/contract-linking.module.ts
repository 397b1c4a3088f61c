import { Module } from '@nestjs/common';
import { Turns } from '#libs/kernel';
import { rules } from './contract-linking.rules.js';
import { AccountStore } from './domain/account.store.js';
import { CentreTriesStore } from './domain/centre-tries.store.js';
import { CentreVerificationStore } from './domain/centre-verification.store.js';
import { ConnectTriesStore } from './domain/connect-tries.store.js';
import { ContractStore } from './domain/contract.store.js';
import { CustomerCentreLinkStore } from './domain/customer-centre-link.store.js';
import { CustomerLinkStore } from './domain/customer-link.store.js';
import { CustomerStore } from './domain/customer.store.js';
import { LetterRequestStore } from './domain/letter-request.store.js';
import { LetterStore } from './domain/letter.store.js';
import { OperationsAlarm } from './domain/operations-alarm.js';
import { SeenContractStore } from './domain/seen-contract.store.js';
import { AccountFactsConsumer } from './inbound/account-facts.consumer.js';
import { CrmFactsConsumer } from './inbound/crm-facts.consumer.js';
import { CustomerCentreController } from './inbound/customer-centre.controller.js';
import { CustomerLinksController } from './inbound/customer-links.controller.js';
import { ExpiredLettersWorker } from './inbound/expired-letters.worker.js';
import { LetterFactsConsumer } from './inbound/letter-facts.consumer.js';
import { LettersController } from './inbound/letters.controller.js';
import { RightsFactsConsumer } from './inbound/rights-facts.consumer.js';
import { ReportedOperationsAlarm } from './outbound/reported-operations-alarm.js';
import { MongoAccountStore } from './storage/mongo-account.store.js';
import { MongoCentreTriesStore } from './storage/mongo-centre-tries.store.js';
import { MongoCentreVerificationStore } from './storage/mongo-centre-verification.store.js';
import { MongoConnectTriesStore } from './storage/mongo-connect-tries.store.js';
import { MongoContractStore } from './storage/mongo-contract.store.js';
import { MongoCustomerCentreLinkStore } from './storage/mongo-customer-centre-link.store.js';
import { MongoCustomerLinkStore } from './storage/mongo-customer-link.store.js';
import { MongoCustomerStore } from './storage/mongo-customer.store.js';
import { MongoLetterRequestStore } from './storage/mongo-letter-request.store.js';
import { MongoLetterStore } from './storage/mongo-letter.store.js';
import { MongoSeenContractStore } from './storage/mongo-seen-contract.store.js';
import { ConnectCustomerNumberUseCase } from './use-cases/connect-customer-number.use-case.js';
import { CustomerLinks } from './use-cases/customer-links.js';
import { CustomerLock } from './use-cases/customer-lock.js';
import { DisconnectCustomerNumberUseCase } from './use-cases/disconnect-customer-number.use-case.js';
import { EndCustomerCentreLinksUseCase } from './use-cases/end-customer-centre-links.use-case.js';
import { ExpireLettersUseCase } from './use-cases/expire-letters.use-case.js';
import { LetterBlocker } from './use-cases/letter-blocker.js';
import { LetterIssuer } from './use-cases/letter-issuer.js';
import { LinkCustomerCentreUseCase } from './use-cases/link-customer-centre.use-case.js';
import { ListCustomerCentreLinksUseCase } from './use-cases/list-customer-centre-links.use-case.js';
import { ListCustomerLinksUseCase } from './use-cases/list-customer-links.use-case.js';
import { ListLettersUseCase } from './use-cases/list-letters.use-case.js';
import { ListLinksUseCase } from './use-cases/list-links.use-case.js';
import { OneTimePasswords } from './use-cases/one-time-passwords.js';
import { RecordClosedAccountUseCase } from './use-cases/record-closed-account.use-case.js';
import { RecordContractFactsUseCase } from './use-cases/record-contract-facts.use-case.js';
import { RecordCustomersUseCase } from './use-cases/record-customers.use-case.js';
import { RecordDispatchUseCase } from './use-cases/record-dispatch.use-case.js';
import { RecordLetterRequestUseCase } from './use-cases/record-letter-request.use-case.js';
import { ReissueLetterUseCase } from './use-cases/reissue-letter.use-case.js';
import { UnlinkCustomerCentreUseCase } from './use-cases/unlink-customer-centre.use-case.js';
import { VerifyCustomerCentreLoginUseCase } from './use-cases/verify-customer-centre-login.use-case.js';
import { WipeUndeliveredSecretUseCase } from './use-cases/wipe-undelivered-secret.use-case.js';

const contracts = [RecordCustomersUseCase, RecordContractFactsUseCase];
const letters = [
  RecordLetterRequestUseCase, RecordDispatchUseCase, WipeUndeliveredSecretUseCase, ExpireLettersUseCase, ListLettersUseCase, ReissueLetterUseCase,
];
const customerLinks = [ConnectCustomerNumberUseCase, DisconnectCustomerNumberUseCase, ListCustomerLinksUseCase, ListLinksUseCase, RecordClosedAccountUseCase];
const customerCentreLinks = [
  VerifyCustomerCentreLoginUseCase, LinkCustomerCentreUseCase, UnlinkCustomerCentreUseCase, ListCustomerCentreLinksUseCase, EndCustomerCentreLinksUseCase,
];
/** What several use cases have in common. */
const collaborators = [CustomerLinks, CustomerLock, LetterBlocker, LetterIssuer, OneTimePasswords, Turns];

const stores = [
  { provide: AccountStore, useClass: MongoAccountStore },
  { provide: CentreTriesStore, useClass: MongoCentreTriesStore },
  { provide: CentreVerificationStore, useClass: MongoCentreVerificationStore },
  { provide: ConnectTriesStore, useClass: MongoConnectTriesStore },
  { provide: ContractStore, useClass: MongoContractStore },
  { provide: CustomerCentreLinkStore, useClass: MongoCustomerCentreLinkStore },
  { provide: CustomerLinkStore, useClass: MongoCustomerLinkStore },
  { provide: CustomerStore, useClass: MongoCustomerStore },
  { provide: LetterRequestStore, useClass: MongoLetterRequestStore },
  { provide: LetterStore, useClass: MongoLetterStore },
  { provide: SeenContractStore, useClass: MongoSeenContractStore },
];
const outbound = [{ provide: OperationsAlarm, useClass: ReportedOperationsAlarm }];
const inbound = [CrmFactsConsumer, LetterFactsConsumer, AccountFactsConsumer, RightsFactsConsumer, ExpiredLettersWorker];

@Module({
  controllers: [CustomerCentreController, CustomerLinksController, LettersController],
  providers: [...contracts, ...letters, ...customerLinks, ...customerCentreLinks, ...collaborators, ...rules, ...stores, ...outbound, ...inbound],
})
export class ContractLinkingModule {}
