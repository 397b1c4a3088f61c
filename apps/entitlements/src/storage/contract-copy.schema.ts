import { Schema } from 'mongoose';
import type { ContractCopy } from '../domain/contract-copy.store.js';

export const CONTRACTS = 'contracts';

export type ContractDocument = Omit<ContractCopy, 'accessNumber'> & { _id: string };

export const contractSchema = new Schema<ContractDocument>(
  {
    _id: { type: String, required: true },
    customerNumber: { type: String, required: true },
    product: { type: String, required: true },
    validFrom: { type: Date, required: true },
    terminatedAt: { type: Date },
    sequence: { type: Number, required: true },
  },
  { versionKey: false },
);
