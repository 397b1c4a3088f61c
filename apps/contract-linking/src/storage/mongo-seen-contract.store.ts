import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import type { Product } from '../domain/contract-fact.js';
import type { SeenContract } from '../domain/seen-contract.js';
import { SeenContractStore } from '../domain/seen-contract.store.js';
import { type ContractDocument, CONTRACTS } from './contract.schema.js';

const MAX_TIME_MS = 2_500;

/** Every value in a filter here is a string that a contract has checked, or a date: the driver itself sanitizes nothing. */
@Injectable()
export class MongoSeenContractStore extends SeenContractStore {
  private readonly contracts: mongo.Collection<ContractDocument>;

  constructor(database: Database) {
    super();
    this.contracts = database.collection(CONTRACTS);
  }

  async of(tx: Transaction, customerNumber: string): Promise<SeenContract[]> {
    const options = { session: sessionOf(tx), sort: { _id: 1 }, projection: { told: 1 } } as const;
    const found = await this.contracts.find({ customerNumber, 'told.customerNumber': customerNumber }, options).toArray();
    return found.flatMap(({ _id: accessNumber, told: life }) => (life ? [{ accessNumber, life }] : []));
  }

  async productsOf(tx: Transaction, accessNumbers: readonly string[]): Promise<Map<string, Product>> {
    const told = { _id: { $in: [...accessNumbers] }, told: { $exists: true } };
    const found = await this.contracts.find(told, { session: sessionOf(tx), projection: { 'told.product': 1 } }).toArray();
    return new Map(found.map(({ _id, told: life }) => [_id, life!.product]));
  }

  /** `isActive` of the domain, as MongoDB reads it. */
  async countActive(customerNumbers: readonly string[], now: Date): Promise<Map<string, number>> {
    const isOpen = { $or: [{ 'told.terminatedAt': { $exists: false } }, { 'told.terminatedAt': { $gt: now } }] };
    const match = { customerNumber: { $in: [...customerNumbers] }, $expr: { $eq: ['$customerNumber', '$told.customerNumber'] }, 'told.validFrom': { $lte: now }, ...isOpen };
    const pipeline = [{ $match: match }, { $group: { _id: '$customerNumber', count: { $sum: 1 } } }];
    const counts = await this.contracts.aggregate<{ _id: string; count: number }>(pipeline, { maxTimeMS: MAX_TIME_MS }).toArray();
    return new Map(counts.map(({ _id, count }) => [_id, count]));
  }
}
