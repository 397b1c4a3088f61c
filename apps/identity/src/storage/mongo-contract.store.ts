import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { ContractStore } from '../domain/contract.store.js';
import type { KnownContract } from '../domain/known-contract.js';
import { CONTRACTS, CUSTOMER_LOCKS, type ContractDocument, type CustomerLockDocument } from './contract.schema.js';

const TAKE = { $inc: { taken: 1 }, $currentDate: { takenAt: true } } as const;

/** Every value in a filter here is a number or a date that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoContractStore extends ContractStore {
  private readonly contracts: mongo.Collection<ContractDocument>;
  private readonly locks: mongo.Collection<CustomerLockDocument>;

  constructor(database: Database) {
    super();
    this.contracts = database.collection(CONTRACTS);
    this.locks = database.collection(CUSTOMER_LOCKS);
  }

  async lockCustomers(customerNumbers: readonly string[], tx: Transaction): Promise<void> {
    // In sorted order, so that two such transactions meet at the first number they share instead of crosswise.
    const locks = [...customerNumbers].sort().map((_id) => ({ updateOne: { filter: { _id }, update: TAKE, upsert: true } }));
    if (locks.length > 0) await this.locks.bulkWrite(locks, { session: sessionOf(tx) });
  }

  async hasSuitable(customerNumber: string, now: Date, tx: Transaction): Promise<boolean> {
    const notEnded = { customerNumber, terminatedAt: { $not: { $lte: now } } };
    return (await this.contracts.findOne(notEnded, { session: sessionOf(tx), projection: { _id: 1 } })) !== null;
  }

  async record(contracts: readonly KnownContract[], tx: Transaction): Promise<KnownContract[]> {
    const session = sessionOf(tx);
    const known = await this.contracts.find({ _id: { $in: contracts.map(({ accessNumber }) => accessNumber) } }, { session, projection: { sequence: 1 } }).toArray();
    const sequences = new Map(known.map(({ _id, sequence }) => [_id, sequence]));
    const newer = contracts.filter(({ accessNumber, sequence }) => sequence > (sequences.get(accessNumber) ?? -1));
    const writes = newer.map(({ accessNumber: _id, ...contract }) => ({ replaceOne: { filter: { _id }, replacement: contract, upsert: true } }));
    if (writes.length > 0) await this.contracts.bulkWrite(writes, { session, ordered: false, ignoreUndefined: true });
    return newer;
  }
}
