import type { Contract } from '../domain/contract.js';
import type { ContractRights, Holder } from '../domain/contract-rights.js';
import type { Grant } from '../domain/grant.js';
import { type Product, type Right, type RootVia, rightsOf } from '../domain/right.js';

export const CONTRACTS = 'contracts';
export const CUSTOMER_LOCKS = 'customer-locks';

/** Finds what one account holds, in the order of lists. */
export const HOLDERS_INDEX = { 'holders.accountId': 1, _id: 1 } as const;
/** Finds what one account gave another. */
export const GIVERS_INDEX = { 'grants.by': 1, 'grants.to': 1, _id: 1 } as const;
/** Finds by time what is over and has not been ended. */
export const LAPSING = { terminatedAt: { $exists: true }, 'grants.id': { $exists: true } } as const;

/** The contract itself is absent where only links were heard of; a copy made by an older release has nothing but the contract. */
export interface ContractRightsDocument extends Partial<Contract> {
  _id: string;
  version?: number;
  grants?: Grant[];
  /** Who holds what by these grants: derived, for reading. */
  holders?: Holder[];
  historyHash?: string;
}

/** Changes with every change of rights on a contract of this number. */
export interface CustomerLockDocument {
  _id: string;
  taken: number;
  takenAt: Date;
}

/** A row that nobody has taken for this long (ms) is forgotten: no transaction lasts a thousandth of it. */
export const LOCK_MEMORY_MS = 24 * 3_600_000;

export function toRights({ _id, version = 0, grants = [], holders = [], historyHash, ...contract }: ContractRightsDocument): ContractRights {
  return { accessNumber: _id, ...(isWhole(contract) && { contract }), version, grants: grants.map((grant) => whole(grant, contract.product)), holders, ...(historyHash !== undefined && { historyHash }) };
}

export function toDocument({ accessNumber, contract, ...rights }: ContractRights): ContractRightsDocument {
  return { _id: accessNumber, ...contract, ...rights };
}

/** An older release, which only knew links, did not store what they give. */
const whole = (grant: Grant, product?: Product): Grant => ((grant.rights as Right[] | undefined) ? grant : { ...grant, rights: rightsOf(grant.via as RootVia, product) });

const isWhole = (contract: Partial<Contract>): contract is Contract => contract.customerNumber !== undefined;
