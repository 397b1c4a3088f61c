import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { type Contract, newContract, ownerOf } from '../domain/contract.js';
import { ContractStore } from '../domain/contract.store.js';
import { type ContractDocument, contractSchema, CONTRACTS } from './contract.schema.js';

@Injectable()
export class MongoContractStore extends ContractStore {
  private readonly contracts: Model<ContractDocument>;

  constructor(database: Database) {
    super();
    this.contracts = database.model('Contract', contractSchema, CONTRACTS);
  }

  async load(tx: Transaction, accessNumber: string): Promise<Contract> {
    const document = await this.contracts.findById(accessNumber).session(sessionOf(tx)).lean<ContractDocument>().exec();
    return document ? toContract(document) : newContract(accessNumber);
  }

  async ofCustomer(tx: Transaction, customerNumber: string): Promise<Contract[]> {
    const documents = await this.contracts.find({ customerNumber }).session(sessionOf(tx)).lean<ContractDocument[]>().exec();
    return documents.map(toContract);
  }

  async record(tx: Transaction, contracts: readonly Contract[]): Promise<void> {
    if (contracts.length === 0) return;
    const writes = contracts.map((contract) => ({ replaceOne: { filter: { _id: contract.accessNumber }, replacement: toDocument(contract), upsert: true } }));
    await this.contracts.bulkWrite(writes, { session: sessionOf(tx), ordered: false });
  }
}

function toContract({ _id, facts, base, told, version }: ContractDocument): Contract {
  return { accessNumber: _id, log: { facts, ...(base && { base }) }, ...(told && { told }), version };
}

function toDocument(contract: Contract): ContractDocument {
  const { accessNumber, log, told, version } = contract;
  const customerNumber = ownerOf(contract);
  return { _id: accessNumber, ...(customerNumber && { customerNumber }), facts: log.facts, ...(log.base && { base: log.base }), ...(told && { told }), version };
}
