import type { KnownContract } from '../domain/known-contract.js';

export const CONTRACTS = 'contracts';
export const CUSTOMER_LOCKS = 'customer-locks';

export interface ContractDocument extends Omit<KnownContract, 'accessNumber'> {
  _id: string;
}

/** A lock that nobody has taken for this long (ms) is forgotten: no transaction lasts a thousandth of it. */
export const LOCK_MEMORY_MS = 24 * 3_600_000;

/** One row per customer number; it changes with every decision about that number. */
export interface CustomerLockDocument {
  _id: string;
  taken: number;
  takenAt: Date;
}
