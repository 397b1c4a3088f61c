import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { type ContractRights, noRights } from '../domain/contract-rights.js';
import { ContractRightsStore, type OrphanedContract } from '../domain/contract-rights.store.js';
import { answered, MAX_TIME_MS } from './answered.js';
import { type ContractRightsDocument, CONTRACTS, CUSTOMER_LOCKS, type CustomerLockDocument, LAPSING, toDocument, toRights } from './contract-rights.schema.js';
import { inForce } from './held-contract.query.js';

/** Every value in a filter here is a number or a date that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoContractRightsStore extends ContractRightsStore {
  private readonly contracts: mongo.Collection<ContractRightsDocument>;
  /** For reading outside of transactions: what was acknowledged is seen, and what may be rolled back is not. */
  private readonly settled: mongo.Collection<ContractRightsDocument>;
  private readonly locks: mongo.Collection<CustomerLockDocument>;

  constructor(database: Database) {
    super();
    this.contracts = database.collection(CONTRACTS);
    this.settled = database.native.collection(CONTRACTS, { readConcern: { level: 'majority' }, readPreference: 'primary' });
    this.locks = database.collection(CUSTOMER_LOCKS);
  }

  async lockCustomers(tx: Transaction, customerNumbers: readonly string[]): Promise<void> {
    const take = { $inc: { taken: 1 }, $currentDate: { takenAt: true } } as const;
    const rows = [...customerNumbers].sort().map((_id) => ({ updateOne: { filter: { _id }, update: take, upsert: true } }));
    if (rows.length > 0) await this.locks.bulkWrite(rows, { session: sessionOf(tx), ordered: true });
  }

  async customersOf(accessNumbers: readonly string[]): Promise<Map<string, string>> {
    const known = { _id: { $in: [...accessNumbers] }, customerNumber: { $exists: true } };
    const found = await this.contracts.find(known, { projection: { customerNumber: 1 } }).toArray();
    return new Map(found.map(({ _id, customerNumber }) => [_id, customerNumber!]));
  }

  async load(tx: Transaction, accessNumbers: readonly string[]): Promise<Map<string, ContractRights>> {
    const found = (await this.contracts.find({ _id: { $in: [...accessNumbers] } }, { session: sessionOf(tx) }).toArray()).map(toRights);
    return new Map([...accessNumbers.map(noRights), ...found].map((rights) => [rights.accessNumber, rights]));
  }

  async find(accessNumber: string): Promise<ContractRights> {
    const found = await answered(this.settled.findOne({ _id: accessNumber }, { maxTimeMS: MAX_TIME_MS }));
    return found ? toRights(found) : noRights(accessNumber);
  }

  async loadOfCustomer(tx: Transaction, customerNumber: string): Promise<ContractRights[]> {
    const found = await this.contracts.find({ customerNumber }, { session: sessionOf(tx), batchSize: BATCH }).toArray();
    return found.map(toRights);
  }

  async save(tx: Transaction, changed: readonly ContractRights[]): Promise<void> {
    const session = sessionOf(tx);
    const [only, ...more] = changed.map(toDocument);
    if (!only) return;
    if (more.length === 0) return void (await this.contracts.replaceOne({ _id: only._id }, only, { session, upsert: true }));
    // Thousands are taken out and put in again in a good half of the time that replacing each of them costs.
    const documents = [only, ...more];
    await this.contracts.deleteMany({ _id: { $in: documents.map(({ _id }) => _id) } }, { session });
    await this.contracts.insertMany(documents, { session, ordered: false });
  }

  async listLapsed(now: Date, limit: number): Promise<string[]> {
    const [over, expired] = await Promise.all([
      this.contracts.find({ ...LAPSING, terminatedAt: { $lte: now } }, { projection: { _id: 1 }, sort: { terminatedAt: 1 }, limit }).toArray(),
      this.contracts.find({ 'grants.until': { $lte: now } }, { projection: { _id: 1 }, sort: { 'grants.until': 1 }, limit }).toArray(),
    ]);
    return [...new Set([...over, ...expired].map(({ _id }) => _id))].slice(0, limit);
  }

  async listChanged(limit: number, after = ''): Promise<string[]> {
    const found = await answered(this.settled.find({ _id: { $gt: after }, version: { $gt: 0 } }, { projection: { _id: 1 }, sort: { _id: 1 }, limit, maxTimeMS: MAX_TIME_MS }).toArray());
    return found.map(({ _id }) => _id);
  }

  async listOrphaned(now: Date, limit: number, after = ''): Promise<OrphanedContract[]> {
    const orphaned = { _id: { $gt: after }, version: { $gt: 0 }, 'grants.via': { $ne: 'LINK' as const }, ...inForce(now) };
    const found = await answered(this.settled.find(orphaned, { projection: { customerNumber: 1, product: 1 }, sort: { _id: 1 }, limit, maxTimeMS: MAX_TIME_MS }).toArray());
    return found.map(({ _id, customerNumber, product }) => ({ accessNumber: _id, customerNumber: customerNumber!, product: product! }));
  }
}

/** Contracts per answer of the server. */
const BATCH = 10_000;
