import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf, trusted } from '#libs/persistence';
import { ContractStore } from '../domain/contract.store.js';
import type { KnownContract } from '../domain/known-contract.js';
import { CONTRACTS, contractSchema, CUSTOMER_LOCKS, customerLockSchema, type ContractDocument, type CustomerLockDocument } from './contract.schema.js';

@Injectable()
export class MongoContractStore extends ContractStore {
  private readonly contracts: Model<ContractDocument>;
  private readonly locks: Model<CustomerLockDocument>;

  constructor(database: Database) {
    super();
    this.contracts = database.model('KnownContract', contractSchema, CONTRACTS);
    this.locks = database.model('CustomerLock', customerLockSchema, CUSTOMER_LOCKS);
  }

  async lockCustomer(customerNumber: string, tx: Transaction): Promise<void> {
    await this.locks.updateOne({ _id: customerNumber }, { $inc: { taken: 1 }, $currentDate: { takenAt: true } }, { session: sessionOf(tx), upsert: true });
  }

  async hasSuitable(customerNumber: string, now: Date, tx: Transaction): Promise<boolean> {
    const notEnded = { customerNumber, terminatedAt: trusted({ $not: { $lte: now } }) };
    return (await this.contracts.exists(notEnded).session(sessionOf(tx)).exec()) !== null;
  }

  async record({ accessNumber, ...contract }: KnownContract, tx: Transaction): Promise<boolean> {
    const session = sessionOf(tx);
    const known = await this.contracts.findById(accessNumber).session(session).lean<ContractDocument>().exec();
    if (known && known.sequence >= contract.sequence) return false;
    await this.contracts.replaceOne({ _id: accessNumber }, contract, { session, upsert: true });
    return true;
  }
}
