import { Module } from '@nestjs/common';
import { Turns } from '#libs/kernel';
import { loginService } from './customer-centre.rules.js';
import { CentreTriesStore } from './domain/centre-tries.store.js';
import { CentreVerificationStore } from './domain/centre-verification.store.js';
import { ContractProducts } from './domain/contract-products.js';
import { ContractStore } from './domain/contract.store.js';
import { CustomerCentreLinkStore } from './domain/customer-centre-link.store.js';
import { CustomerStore } from './domain/customer.store.js';
import { CrmFactsConsumer } from './inbound/crm-facts.consumer.js';
import { CustomerCentreController } from './inbound/customer-centre.controller.js';
import { ServiceFactsConsumer } from './inbound/service-facts.consumer.js';
import { MongoCentreTriesStore } from './storage/mongo-centre-tries.store.js';
import { MongoCentreVerificationStore } from './storage/mongo-centre-verification.store.js';
import { MongoContractProducts } from './storage/mongo-contract-products.js';
import { MongoContractStore } from './storage/mongo-contract.store.js';
import { MongoCustomerCentreLinkStore } from './storage/mongo-customer-centre-link.store.js';
import { MongoCustomerStore } from './storage/mongo-customer.store.js';
import { EndAllCentreLinksUseCase } from './use-cases/end-all-centre-links.use-case.js';
import { EndRevokedCentreLinkUseCase } from './use-cases/end-revoked-centre-link.use-case.js';
import { LinkCustomerCentreUseCase } from './use-cases/link-customer-centre.use-case.js';
import { ListCustomerCentreLinksUseCase } from './use-cases/list-customer-centre-links.use-case.js';
import { RecordContractFactUseCase } from './use-cases/record-contract-fact.use-case.js';
import { RecordCustomerUseCase } from './use-cases/record-customer.use-case.js';
import { UnlinkCustomerCentreUseCase } from './use-cases/unlink-customer-centre.use-case.js';
import { VerifyCustomerCentreLoginUseCase } from './use-cases/verify-customer-centre-login.use-case.js';

const useCases = [
  RecordCustomerUseCase, RecordContractFactUseCase,
  VerifyCustomerCentreLoginUseCase, LinkCustomerCentreUseCase, UnlinkCustomerCentreUseCase, ListCustomerCentreLinksUseCase,
  EndRevokedCentreLinkUseCase, EndAllCentreLinksUseCase,
];
const stores = [
  { provide: ContractStore, useClass: MongoContractStore },
  { provide: CustomerStore, useClass: MongoCustomerStore },
  { provide: ContractProducts, useClass: MongoContractProducts },
  { provide: CustomerCentreLinkStore, useClass: MongoCustomerCentreLinkStore },
  { provide: CentreVerificationStore, useClass: MongoCentreVerificationStore },
  { provide: CentreTriesStore, useClass: MongoCentreTriesStore },
];

@Module({ controllers: [CustomerCentreController], providers: [...useCases, Turns, ...stores, loginService, CrmFactsConsumer, ServiceFactsConsumer] })
export class ContractLinkingModule {}
