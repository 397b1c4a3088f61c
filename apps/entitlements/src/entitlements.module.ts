import { Module } from '@nestjs/common';
import { Turns } from '#libs/kernel';
import { AccountCopyStore } from './domain/account-copy.store.js';
import { ContractRightsStore } from './domain/contract-rights.store.js';
import { HeldContractStore } from './domain/held-contract.store.js';
import { LinkStore } from './domain/link.store.js';
import { AccountFactsConsumer } from './inbound/account-facts.consumer.js';
import { ApplyFactsController } from './inbound/apply-facts.controller.js';
import { ContractFactsConsumer } from './inbound/contract-facts.consumer.js';
import { LapsedRightsWorker } from './inbound/lapsed-rights.worker.js';
import { LinkFactsConsumer } from './inbound/link-facts.consumer.js';
import { OrphansController } from './inbound/orphans.controller.js';
import { RightsController } from './inbound/rights.controller.js';
import { MongoAccountCopyStore } from './storage/mongo-account-copy.store.js';
import { MongoContractRightsStore } from './storage/mongo-contract-rights.store.js';
import { MongoHeldContractStore } from './storage/mongo-held-contract.store.js';
import { MongoLinkStore } from './storage/mongo-link.store.js';
import { AuthorizeHandoverUseCase } from './use-cases/authorize-handover.use-case.js';
import { CheckRightsUseCase } from './use-cases/check-rights.use-case.js';
import { CopyAccountUseCase } from './use-cases/copy-account.use-case.js';
import { CustomerLocks } from './use-cases/customer-locks.js';
import { EndLapsedRightsUseCase } from './use-cases/end-lapsed-rights.use-case.js';
import { FilterAdministeredUseCase } from './use-cases/filter-administered.use-case.js';
import { GetContractUseCase } from './use-cases/get-contract.use-case.js';
import { ListContractsUseCase } from './use-cases/list-contracts.use-case.js';
import { ListOrphansUseCase } from './use-cases/list-orphans.use-case.js';
import { RecordContractsUseCase } from './use-cases/record-contracts.use-case.js';
import { RecordCustomerCentreLinkUseCase } from './use-cases/record-customer-centre-link.use-case.js';
import { RecordCustomerLinkUseCase } from './use-cases/record-customer-link.use-case.js';
import { RightsChanges } from './use-cases/rights-changes.js';

const changing = [RecordContractsUseCase, RecordCustomerLinkUseCase, RecordCustomerCentreLinkUseCase, EndLapsedRightsUseCase, CopyAccountUseCase];
const asking = [ListContractsUseCase, GetContractUseCase, CheckRightsUseCase, FilterAdministeredUseCase, AuthorizeHandoverUseCase, ListOrphansUseCase];
const stores = [
  { provide: ContractRightsStore, useClass: MongoContractRightsStore },
  { provide: HeldContractStore, useClass: MongoHeldContractStore },
  { provide: LinkStore, useClass: MongoLinkStore },
  { provide: AccountCopyStore, useClass: MongoAccountCopyStore },
];
const inbound = [ContractFactsConsumer, LinkFactsConsumer, AccountFactsConsumer, LapsedRightsWorker];

@Module({ controllers: [ApplyFactsController, OrphansController, RightsController], providers: [...changing, ...asking, CustomerLocks, RightsChanges, Turns, ...stores, ...inbound] })
export class EntitlementsModule {}
