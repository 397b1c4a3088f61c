import { Schema } from 'mongoose';
import type { KnownContract } from '../domain/known-contract.js';

export const CONTRACTS = 'contracts';
export const CUSTOMER_LOCKS = 'customer-locks';

export interface ContractDocument extends Omit<KnownContract, 'accessNumber'> {
  _id: string;
}

export const contractSchema = new Schema<ContractDocument>(
  {
    _id: { type: String, required: true },
    customerNumber: { type: String, required: true },
    product: { type: String, required: true },
    validFrom: { type: Date, required: true },
    terminatedAt: Date,
    sequence: { type: Number, required: true },
  } as never,
  { versionKey: false },
);

/** A lock that nobody has taken for this long (ms) is forgotten: no transaction lasts a thousandth of it. */
export const LOCK_MEMORY_MS = 24 * 3_600_000;

/** One row per customer number; it changes with every decision about that number. */
export interface CustomerLockDocument {
  _id: string;
  taken: number;
  takenAt: Date;
}

export const customerLockSchema = new Schema<CustomerLockDocument>({ _id: { type: String, required: true }, taken: Number, takenAt: Date } as never, { versionKey: false });
