import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { type ContractCopy, ContractCopyStore } from '../domain/contract-copy.store.js';
import { type ContractDocument, contractSchema, CONTRACTS } from './contract-copy.schema.js';

@Injectable()
export class MongoContractCopyStore extends ContractCopyStore {
  private readonly contracts: Model<ContractDocument>;

  constructor(database: Database) {
    super();
    this.contracts = database.model('Contract', contractSchema, CONTRACTS);
  }

  async find(tx: Transaction, accessNumber: string): Promise<ContractCopy | undefined> {
    const document = await this.contracts.findById(accessNumber).session(sessionOf(tx)).lean<ContractDocument>().exec();
    if (!document) return undefined;
    const { _id, ...copy } = document;
    return { accessNumber: _id, ...copy };
  }

  async put(tx: Transaction, { accessNumber, ...copy }: ContractCopy): Promise<void> {
    await this.contracts.replaceOne({ _id: accessNumber }, copy, { session: sessionOf(tx), upsert: true }).exec();
  }
}
