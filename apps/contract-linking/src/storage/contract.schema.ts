import type { ContractFact } from '../domain/contract-fact.js';
import type { ContractLog } from '../domain/contract-log.js';
import type { Life } from '../domain/contract-state.js';

export const CONTRACTS = 'contracts';

/** One access number: what the CRM said of it, what was told of it, and whose it is. Facts are checked by their contracts, and stored as they are. */
export interface ContractDocument {
  _id: string;
  customerNumber?: string;
  facts: ContractFact[];
  base?: ContractLog['base'];
  told?: Life;
  version: number;
}
