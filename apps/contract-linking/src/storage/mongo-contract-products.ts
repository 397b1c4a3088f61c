import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Product } from '../domain/contract-fact.js';
import { ContractProducts } from '../domain/contract-products.js';
import { CONTRACTS, type ContractDocument } from './contract.schema.js';

/** Every value in a filter here is a string that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoContractProducts extends ContractProducts {
  private readonly contracts: mongo.Collection<ContractDocument>;

  constructor(database: Database) {
    super();
    this.contracts = database.collection(CONTRACTS);
  }

  async of(accessNumbers: readonly string[], tx: Transaction): Promise<Map<string, Product>> {
    const told = { _id: { $in: [...accessNumbers] }, told: { $exists: true } };
    const found = await this.contracts.find(told, { session: sessionOf(tx), projection: { 'told.product': 1 } }).toArray();
    return new Map(found.map(({ _id, told: life }) => [_id, life!.product]));
  }
}
