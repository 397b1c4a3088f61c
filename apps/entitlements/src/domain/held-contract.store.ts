import type { Product, Right, Via } from './right.js';

/** A contract in force with what one account holds on it. */
export interface HeldContract {
  accessNumber: string;
  customerNumber: string;
  product: Product;
  rights: Right[];
  sources: Via[];
}

export interface HeldContractsFilter {
  customerNumber?: string | undefined;
  product?: Product | undefined;
  /** The beginning of the access number or of the customer number. */
  prefix?: string | undefined;
}

/** What somebody holds at a moment, decided where it is kept: never from a copy, never from what somebody brings along. */
export abstract class HeldContractStore {
  /** By access number; `after` is the last one already seen. */
  abstract list(accountId: string, filter: HeldContractsFilter, page: { limit: number; after?: string | undefined }, now: Date): Promise<HeldContract[]>;
  abstract find(accountId: string, accessNumber: string, now: Date): Promise<HeldContract | undefined>;
  /** `version`: of the rights on the contract, 0 where it is unknown. */
  abstract check(accountId: string, accessNumber: string, right: Right, now: Date): Promise<{ allowed: boolean; version: number }>;
  /** Which of these the account holds this right on. */
  abstract filter(accountId: string, accessNumbers: readonly string[], right: Right, now: Date): Promise<string[]>;
}
