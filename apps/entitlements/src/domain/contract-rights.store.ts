import type { Transaction } from '#libs/kernel';
import type { ContractRights } from './contract-rights.js';
import type { Product } from './right.js';

export interface OrphanedContract {
  accessNumber: string;
  customerNumber: string;
  product: Product;
}

/** The aggregates, for whoever changes them. */
export abstract class ContractRightsStore {
  /** Makes whoever changes rights on contracts of one of these numbers at the same moment start again. The first thing in every such transaction. */
  abstract lockCustomers(tx: Transaction, customerNumbers: readonly string[]): Promise<void>;
  /** Whose contracts these are at this moment, outside of any transaction; unknown ones are absent. */
  abstract customersOf(accessNumbers: readonly string[]): Promise<Map<string, string>>;
  /** By access number; one that holds nothing where it is unknown. */
  abstract load(tx: Transaction, accessNumbers: readonly string[]): Promise<Map<string, ContractRights>>;
  /** Outside of any transaction, for whoever shows them whole. */
  abstract find(accessNumber: string): Promise<ContractRights>;
  abstract loadOfCustomer(tx: Transaction, customerNumber: string): Promise<ContractRights[]>;
  abstract save(tx: Transaction, changed: readonly ContractRights[]): Promise<void>;
  /** Access numbers of contracts that are over and on which there still are grants, and of those on which an assignment has expired. */
  abstract listLapsed(now: Date, limit: number): Promise<string[]>;
  /** Access numbers behind `after` of contracts whose rights ever changed. */
  abstract listChanged(limit: number, after?: string): Promise<string[]>;
  /** Contracts in force whose rights changed before, and on which there is no link now. */
  abstract listOrphaned(now: Date, limit: number, after?: string): Promise<OrphanedContract[]>;
}
