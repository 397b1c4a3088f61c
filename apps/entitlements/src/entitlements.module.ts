import { Module } from '@nestjs/common';
import { AccountCopyStore } from './domain/account-copy.store.js';
import { ContractCopyStore } from './domain/contract-copy.store.js';
import { AccountFactsConsumer } from './inbound/account-facts.consumer.js';
import { ApplyFactsController } from './inbound/apply-facts.controller.js';
import { ContractFactsConsumer } from './inbound/contract-facts.consumer.js';
import { OrphansController } from './inbound/orphans.controller.js';
import { MongoAccountCopyStore } from './storage/mongo-account-copy.store.js';
import { MongoContractCopyStore } from './storage/mongo-contract-copy.store.js';
import { CopyAccountUseCase } from './use-cases/copy-account.use-case.js';
import { CopyContractUseCase } from './use-cases/copy-contract.use-case.js';
import { ListOrphansUseCase } from './use-cases/list-orphans.use-case.js';

const useCases = [CopyContractUseCase, CopyAccountUseCase, ListOrphansUseCase];
const stores = [
  { provide: ContractCopyStore, useClass: MongoContractCopyStore },
  { provide: AccountCopyStore, useClass: MongoAccountCopyStore },
];

@Module({ controllers: [ApplyFactsController, OrphansController], providers: [...useCases, ...stores, ContractFactsConsumer, AccountFactsConsumer] })
export class EntitlementsModule {}
