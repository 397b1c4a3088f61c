import { Module } from '@nestjs/common';
import { Turns } from '#libs/kernel';
import { ContractStore } from './domain/contract.store.js';
import { CustomerStore } from './domain/customer.store.js';
import { CrmFactsConsumer } from './inbound/crm-facts.consumer.js';
import { MongoContractStore } from './storage/mongo-contract.store.js';
import { MongoCustomerStore } from './storage/mongo-customer.store.js';
import { RecordContractFactUseCase } from './use-cases/record-contract-fact.use-case.js';
import { RecordCustomerUseCase } from './use-cases/record-customer.use-case.js';

const useCases = [RecordCustomerUseCase, RecordContractFactUseCase];
const stores = [
  { provide: ContractStore, useClass: MongoContractStore },
  { provide: CustomerStore, useClass: MongoCustomerStore },
];

@Module({ providers: [...useCases, Turns, ...stores, CrmFactsConsumer] })
export class ContractLinkingModule {}
