import type { mongo } from 'mongoose';
import type { HeldContractsFilter } from '../domain/held-contract.store.js';
import type { ContractRightsDocument } from './contract-rights.schema.js';

export type HeldQuery = mongo.Filter<ContractRightsDocument>;

/** What `isInForce` says, for the database. */
export const inForce = (now: Date) => ({ validFrom: { $lte: now }, terminatedAt: { $not: { $lte: now } } });

/** One account's entry among the holders, while it gives something. */
export const heldNow = (accountId: string, now: Date) => ({ $elemMatch: { accountId, until: { $not: { $lte: now } } } });

/** The contracts of one account behind `after`, narrowed. */
export function heldBy(accountId: string, { customerNumber, product, prefix }: HeldContractsFilter, after: string | undefined, now: Date): HeldQuery {
  return {
    holders: heldNow(accountId, now),
    ...inForce(now),
    ...(after !== undefined && { _id: { $gt: after } }),
    ...(customerNumber !== undefined && { customerNumber }),
    ...(product !== undefined && { product }),
    ...(prefix !== undefined && { $or: [{ _id: startingWith(prefix) }, { customerNumber: startingWith(prefix) }] }),
  };
}

/** Numbers are digits: none that begins with the prefix is greater than this. */
const startingWith = (prefix: string) => ({ $gte: prefix, $lt: `${prefix}:` });
