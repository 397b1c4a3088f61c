import { Schema } from 'mongoose';
import type { ContractFact } from '../domain/contract-fact.js';
import type { ContractLog } from '../domain/contract-log.js';
import type { Life } from '../domain/contract-state.js';

export const CONTRACTS = 'contracts';

/** One access number: what the CRM said of it, what was told of it, and whose it is. */
export interface ContractDocument {
  _id: string;
  customerNumber?: string;
  facts: ContractFact[];
  base?: ContractLog['base'];
  told?: Life;
  version: number;
}

// Facts are checked by their contracts before they get here, and come in two shapes, so they are stored as they are.
export const contractSchema = new Schema<ContractDocument>(
  {
    _id: { type: String, required: true },
    customerNumber: { type: String },
    facts: { type: [Schema.Types.Mixed], required: true },
    base: { type: Schema.Types.Mixed },
    told: { type: Schema.Types.Mixed },
    version: { type: Number, required: true },
  } as never,
  { versionKey: false },
);
