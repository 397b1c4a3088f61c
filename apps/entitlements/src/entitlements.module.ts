import { Module } from '@nestjs/common';
import { Clock, Turns } from '#libs/kernel';
import { CONFIG } from '#libs/service';
import type { Config } from './config.js';
import { AccountCopyStore } from './domain/account-copy.store.js';
import { ContractRightsStore } from './domain/contract-rights.store.js';
import { HeldContractStore } from './domain/held-contract.store.js';
import { LinkStore } from './domain/link.store.js';
import { RightsHistoryStore } from './domain/rights-history.store.js';
import { SearchMissesStore } from './domain/search-misses.store.js';
import { ShareStore } from './domain/share.store.js';
import { GivenContractStore } from './domain/given-contract.store.js';
import { AccountFactsConsumer } from './inbound/account-facts.consumer.js';
import { AssignmentsController } from './inbound/assignments.controller.js';
import { ContractFactsConsumer } from './inbound/contract-facts.consumer.js';
import { ExplanationsController } from './inbound/explanations.controller.js';
import { LapsedRightsWorker } from './inbound/lapsed-rights.worker.js';
import { LinkFactsConsumer } from './inbound/link-facts.consumer.js';
import { OrphansController } from './inbound/orphans.controller.js';
import { ReadYourWritesController } from './inbound/read-your-writes.controller.js';
import { RightsController } from './inbound/rights.controller.js';
import { TransfersController } from './inbound/transfers.controller.js';
import { MongoAccountCopyStore } from './storage/mongo-account-copy.store.js';
import { MongoContractRightsStore } from './storage/mongo-contract-rights.store.js';
import { MongoHeldContractStore } from './storage/mongo-held-contract.store.js';
import { MongoLinkStore } from './storage/mongo-link.store.js';
import { MongoRightsHistoryStore } from './storage/mongo-rights-history.store.js';
import { MongoSearchMissesStore } from './storage/mongo-search-misses.store.js';
import { MongoShareStore } from './storage/mongo-share.store.js';
import { MongoGivenContractStore } from './storage/mongo-given-contract.store.js';
import { AuthorizeHandoverUseCase } from './use-cases/authorize-handover.use-case.js';
import { CheckRightsUseCase } from './use-cases/check-rights.use-case.js';
import { CloseAccountUseCase } from './use-cases/close-account.use-case.js';
import { CopyAccountUseCase } from './use-cases/copy-account.use-case.js';
import { CurrentTerms } from './use-cases/current-terms.js';
import { CustomerLocks } from './use-cases/customer-locks.js';
import { EndLapsedRightsUseCase } from './use-cases/end-lapsed-rights.use-case.js';
import { ExplainRightsUseCase } from './use-cases/explain-rights.use-case.js';
import { FilterAdministeredUseCase } from './use-cases/filter-administered.use-case.js';
import { GetAssignmentsUseCase } from './use-cases/get-assignments.use-case.js';
import { GetContractUseCase } from './use-cases/get-contract.use-case.js';
import { GetTransferUseCase } from './use-cases/get-transfer.use-case.js';
import { ListContractsUseCase } from './use-cases/list-contracts.use-case.js';
import { ListLostCustomerCentreLinksUseCase } from './use-cases/list-lost-customer-centre-links.use-case.js';
import { ListOrphanedContractsUseCase } from './use-cases/list-orphaned-contracts.use-case.js';
import { ListOrphansUseCase } from './use-cases/list-orphans.use-case.js';
import { ListRightsHistoryUseCase } from './use-cases/list-rights-history.use-case.js';
import { ListTransferOptionsUseCase } from './use-cases/list-transfer-options.use-case.js';
import { ListTransfersUseCase } from './use-cases/list-transfers.use-case.js';
import { OwnShares } from './use-cases/own-shares.js';
import { RecordContractsUseCase } from './use-cases/record-contracts.use-case.js';
import { RecordCustomerCentreLinkUseCase } from './use-cases/record-customer-centre-link.use-case.js';
import { RecordCustomerLinkUseCase } from './use-cases/record-customer-link.use-case.js';
import { RightsChanges } from './use-cases/rights-changes.js';
import { RightsExplainer } from './use-cases/rights-explainer.js';
import { SaveAssignmentsUseCase } from './use-cases/save-assignments.use-case.js';
import { SaveTransferUseCase } from './use-cases/save-transfer.use-case.js';
import { SearchTransferCandidateUseCase } from './use-cases/search-transfer-candidate.use-case.js';
import { ShareSaver } from './use-cases/share-saver.js';
import { VerifyRightsUseCase } from './use-cases/verify-rights.use-case.js';

const changing = [RecordContractsUseCase, RecordCustomerLinkUseCase, RecordCustomerCentreLinkUseCase, EndLapsedRightsUseCase, CopyAccountUseCase, CloseAccountUseCase];
const sharing = [SearchTransferCandidateUseCase, ListTransferOptionsUseCase, ListTransfersUseCase, GetTransferUseCase, SaveTransferUseCase, GetAssignmentsUseCase, SaveAssignmentsUseCase];
const asking = [
  ListContractsUseCase, GetContractUseCase, CheckRightsUseCase, FilterAdministeredUseCase, AuthorizeHandoverUseCase, ExplainRightsUseCase, ListRightsHistoryUseCase,
  ListLostCustomerCentreLinksUseCase,
];
const operating = [ListOrphansUseCase, ListOrphanedContractsUseCase, VerifyRightsUseCase];
const steps = [
  CustomerLocks, RightsChanges, ShareSaver, OwnShares, RightsExplainer, Turns,
  { provide: CurrentTerms, inject: [Clock, CONFIG], useFactory: (clock: Clock, { MAX_TRANSFER_DEPTH }: Config) => new CurrentTerms(clock, MAX_TRANSFER_DEPTH) },
];
const stores = [
  { provide: ContractRightsStore, useClass: MongoContractRightsStore },
  { provide: HeldContractStore, useClass: MongoHeldContractStore },
  { provide: GivenContractStore, useClass: MongoGivenContractStore },
  { provide: RightsHistoryStore, useClass: MongoRightsHistoryStore },
  { provide: LinkStore, useClass: MongoLinkStore },
  { provide: ShareStore, useClass: MongoShareStore },
  { provide: SearchMissesStore, useClass: MongoSearchMissesStore },
  { provide: AccountCopyStore, useClass: MongoAccountCopyStore },
];
const controllers = [RightsController, TransfersController, AssignmentsController, ExplanationsController, OrphansController, ReadYourWritesController];
const inbound = [ContractFactsConsumer, LinkFactsConsumer, AccountFactsConsumer, LapsedRightsWorker];

@Module({ controllers, providers: [...changing, ...sharing, ...asking, ...operating, ...steps, ...stores, ...inbound] })
export class EntitlementsModule {}
