import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { type Contract, newContract, ownerOf } from '../domain/contract.js';
import { ContractStore } from '../domain/contract.store.js';
import { type ContractDocument, CONTRACTS } from './contract.schema.js';

/** Every value in a filter here is a number that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoContractStore extends ContractStore {
  private readonly contracts: mongo.Collection<ContractDocument>;

  constructor(database: Database) {
    super();
    this.contracts = database.collection(CONTRACTS);
  }

  async load(tx: Transaction, accessNumbers: readonly string[]): Promise<Map<string, Contract>> {
    const found = (await this.contracts.find({ _id: { $in: [...accessNumbers] } }, { session: sessionOf(tx) }).toArray()).map(toContract);
    return new Map([...accessNumbers.map(newContract), ...found].map((contract) => [contract.accessNumber, contract]));
  }

  async ofCustomers(tx: Transaction, customerNumbers: readonly string[]): Promise<Contract[]> {
    return (await this.contracts.find({ customerNumber: { $in: [...customerNumbers] } }, { session: sessionOf(tx) }).toArray()).map(toContract);
  }

  async record(tx: Transaction, contracts: readonly Contract[]): Promise<void> {
    if (contracts.length === 0) return;
    const writes = contracts.map((contract) => ({ replaceOne: { filter: { _id: contract.accessNumber }, replacement: toDocument(contract), upsert: true } }));
    await this.contracts.bulkWrite(writes, { session: sessionOf(tx), ordered: false, ignoreUndefined: true });
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
