import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { Transaction } from '#libs/kernel';
import { Database, sessionOf } from '#libs/persistence';
import { type Grant, hasExpired } from '../domain/grant.js';
import type { Product } from '../domain/right.js';
import type { Direction } from '../domain/share.js';
import { GivenContractStore, type TransferableContract, type TransferPartner } from '../domain/given-contract.store.js';
import { answered, MAX_TIME_MS } from './answered.js';
import { type ContractRightsDocument, CONTRACTS, GIVERS_INDEX, HOLDERS_INDEX } from './contract-rights.schema.js';
import { inForce } from './held-contract.query.js';
import { type LinkDocument, LINKS } from './link.schema.js';

type Read = mongo.FindOptions;

const BATCH = 10_000;

/** Every value in a filter here is an id, a number or a date that a contract has checked: the driver itself sanitizes nothing. */
@Injectable()
export class MongoGivenContractStore extends GivenContractStore {
  private readonly contracts: mongo.Collection<ContractRightsDocument>;
  private readonly links: mongo.Collection<LinkDocument>;

  constructor(database: Database) {
    super();
    // What was acknowledged is seen, and what may be rolled back is not.
    const settled = { readConcern: { level: 'majority' }, readPreference: 'primary' } as const;
    this.contracts = database.native.collection(CONTRACTS, settled);
    this.links = database.native.collection(LINKS, settled);
  }

  async listGiven(giverId: string, receiverId: string): Promise<string[]> {
    const found = await this.read(givenBy(giverId, receiverId), { projection: { _id: 1 }, hint: GIVERS_INDEX, batchSize: BATCH, maxTimeMS: MAX_TIME_MS });
    return found.map(({ _id }) => _id);
  }

  async listRunningGrants(giverId: string, receiverId: string, now: Date): Promise<Map<string, Grant>> {
    const query = { ...givenBy(giverId, receiverId), ...inForce(now) };
    const projection = { grants: { $elemMatch: { by: giverId, to: receiverId } } };
    const found = await this.read(query, { projection, sort: { _id: 1 }, hint: GIVERS_INDEX, batchSize: BATCH, maxTimeMS: MAX_TIME_MS });
    return new Map(found.map(({ _id, grants }) => [_id, grants![0]!] as const).filter(([, grant]) => !hasExpired(grant, now)));
  }

  async listTransferable(accountId: string, receiverId: string, { limit, after }: { limit: number; after?: string | undefined }, now: Date): Promise<TransferableContract[]> {
    const query = { holders: { $elemMatch: { accountId, transferable: true } }, ...inForce(now), ...(after !== undefined && { _id: { $gt: after } }) };
    const projection = { customerNumber: 1, product: 1, grants: { $elemMatch: { by: accountId, to: receiverId } } };
    const found = await this.read(query as mongo.Filter<ContractRightsDocument>, { projection, sort: { _id: 1 }, hint: HOLDERS_INDEX, limit, maxTimeMS: MAX_TIME_MS, batchSize: BATCH });
    return found.map(({ _id, customerNumber, product, grants = [] }) => ({ accessNumber: _id, customerNumber: customerNumber!, product: product as Product, granted: grants.length > 0 }));
  }

  async listPartners(accountId: string, direction: Direction, page: { limit: number; after?: string | undefined; partnerId?: string }, now: Date): Promise<TransferPartner[]> {
    const [own, other] = direction === 'GIVEN' ? (['by', 'to'] as const) : (['to', 'by'] as const);
    const { limit, after, partnerId } = page;
    const isPartner = partnerId === undefined ? (after === undefined ? {} : { [`grants.${other}`]: { $gt: after } }) : { [`grants.${other}`]: partnerId };
    const found = this.contracts.aggregate<{ _id: string; accessNumbers: string[]; since: Date }>(
      [
        { $match: { [direction === 'GIVEN' ? 'grants.by' : 'holders.accountId']: accountId, ...inForce(now) } },
        { $project: { grants: { $filter: { input: '$grants', cond: { $eq: [`$$this.${own}`, accountId] } } } } },
        { $unwind: '$grants' },
        { $match: { 'grants.via': 'TRANSFER', [`grants.${own}`]: accountId, ...isPartner } },
        { $group: { _id: `$grants.${other}`, accessNumbers: { $push: '$_id' }, since: { $min: '$grants.since' } } },
        { $sort: { _id: 1 } },
        { $limit: limit },
      ],
      { hint: direction === 'GIVEN' ? GIVERS_INDEX : HOLDERS_INDEX, maxTimeMS: MAX_TIME_MS },
    );
    return (await answered(found.toArray())).map(({ _id, accessNumbers, since }) => ({ partnerId: _id, accessNumbers: accessNumbers.sort(), since }));
  }

  async isReachable(accountId: string, customerNumber: string, now: Date): Promise<boolean> {
    const transferred = { customerNumber, ...inForce(now), grants: { $elemMatch: { to: accountId, via: 'TRANSFER' as const, rights: 'ADMINISTRATION' as const } } };
    const options = { projection: { _id: 1 }, maxTimeMS: MAX_TIME_MS } as const;
    // Both are always asked, so that nobody hears from the time which of them knew.
    const found = await answered(Promise.all([
      this.links.findOne({ customerNumber, accountId, via: 'LINK', ended: false }, options),
      // By the number, which whoever asks has chosen: it costs the same for an account that nobody has.
      this.contracts.findOne(transferred, { ...options, hint: { customerNumber: 1 } }),
    ]));
    return found.some((one) => one !== null);
  }

  async heldAmong(accountId: string, accessNumbers: readonly string[]): Promise<string[]> {
    const query = { 'holders.accountId': accountId, _id: { $in: [...accessNumbers] } };
    return (await this.read(query, { projection: { _id: 1 }, hint: HOLDERS_INDEX, maxTimeMS: MAX_TIME_MS, batchSize: BATCH })).map(({ _id }) => _id);
  }

  async listInvolving(accountId: string, limit: number, tx?: Transaction): Promise<string[]> {
    const options = { projection: { _id: 1 }, limit, ...(tx && { session: sessionOf(tx) }) } as const;
    const held = await this.read({ 'holders.accountId': accountId }, { ...options, sort: { _id: 1 }, hint: HOLDERS_INDEX });
    const given = await this.read({ 'grants.by': accountId }, { ...options, hint: GIVERS_INDEX });
    return [...new Set([...held, ...given].map(({ _id }) => _id))].slice(0, limit);
  }

  private read(query: mongo.Filter<ContractRightsDocument>, options: Read): Promise<ContractRightsDocument[]> {
    const found = this.contracts.find(query, options).toArray();
    return options.session ? found : answered(found);
  }
}

/** The giver by name besides: the index is partial, and a match of elements alone would be sought through all of it. */
const givenBy = (giverId: string, receiverId: string) => ({ 'grants.by': giverId, grants: { $elemMatch: { by: giverId, to: receiverId } } });
