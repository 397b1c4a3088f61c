import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Database } from '#libs/persistence';
import { isInForce } from '../domain/contract.js';
import type { Holder } from '../domain/contract-rights.js';
import { type HeldContract, type HeldContractsFilter, HeldContractStore } from '../domain/held-contract.store.js';
import type { Right } from '../domain/right.js';
import { answered, MAX_TIME_MS } from './answered.js';
import { type ContractRightsDocument, CONTRACTS, HOLDERS_INDEX } from './contract-rights.schema.js';
import { heldBy, heldNow, type HeldQuery, inForce } from './held-contract.query.js';

type Found = Required<Pick<ContractRightsDocument, '_id' | 'customerNumber' | 'product' | 'validFrom'>> & { terminatedAt?: Date; version?: number; holders?: Holder[] };

/** Every value in a filter here is text or a date that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoHeldContractStore extends HeldContractStore {
  private readonly contracts: mongo.Collection<ContractRightsDocument>;

  constructor(database: Database) {
    super();
    // What was acknowledged is seen, and what may be rolled back is not.
    this.contracts = database.native.collection(CONTRACTS, { readConcern: { level: 'majority' }, readPreference: 'primary' });
  }

  async list(accountId: string, filter: HeldContractsFilter, { limit, after }: { limit: number; after?: string | undefined }, now: Date): Promise<HeldContract[]> {
    return (await this.read(heldBy(accountId, filter, after, now), shownTo(accountId), limit)).map(toHeld);
  }

  async find(accountId: string, accessNumber: string, now: Date): Promise<HeldContract | undefined> {
    const [found] = await this.read({ holders: heldNow(accountId, now), _id: accessNumber, ...inForce(now) }, shownTo(accountId), 1);
    return found && toHeld(found);
  }

  async check(accountId: string, accessNumber: string, right: Right, now: Date): Promise<{ allowed: boolean; version: number }> {
    const projection = { version: 1, validFrom: 1, terminatedAt: 1, holders: { $elemMatch: { accountId, rights: right, until: { $not: { $lte: now } } } } };
    const found = await answered(this.contracts.findOne<Found>({ _id: accessNumber }, { projection, maxTimeMS: MAX_TIME_MS }));
    return { allowed: found?.holders?.length === 1 && isInForce(found, now), version: found?.version ?? 0 };
  }

  async filter(accountId: string, accessNumbers: readonly string[], right: Right, now: Date): Promise<string[]> {
    const query = { holders: { $elemMatch: { accountId, rights: right, until: { $not: { $lte: now } } } }, _id: { $in: [...accessNumbers] }, ...inForce(now) };
    return (await this.read(query, { _id: 1 }, accessNumbers.length)).map(({ _id }) => _id);
  }

  private read(query: HeldQuery, projection: mongo.BSON.Document, limit: number): Promise<Found[]> {
    // The other indexes would lead through contracts of others.
    return answered(this.contracts.find<Found>(query, { projection, sort: { _id: 1 }, limit, hint: HOLDERS_INDEX, maxTimeMS: MAX_TIME_MS }).toArray());
  }
}

const shownTo = (accountId: string) => ({ customerNumber: 1, product: 1, holders: { $elemMatch: { accountId } } });

function toHeld({ _id, customerNumber, product, holders }: Found): HeldContract {
  const { rights, sources } = holders![0]!;
  return { accessNumber: _id, customerNumber, product, rights, sources };
}
