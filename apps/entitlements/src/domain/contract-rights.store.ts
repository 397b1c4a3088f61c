import type { Transaction } from '#libs/kernel';
import type { ContractRights } from './contract-rights.js';

/** The aggregates, for whoever changes them. */
export abstract class ContractRightsStore {
  /** Makes whoever changes rights on contracts of one of these numbers at the same moment start again. The first thing in every such transaction. */
  abstract lockCustomers(tx: Transaction, customerNumbers: readonly string[]): Promise<void>;
  /** Whose contracts these are at this moment, outside of any transaction; unknown ones are absent. */
  abstract customersOf(accessNumbers: readonly string[]): Promise<Map<string, string>>;
  /** By access number; one that holds nothing where it is unknown. */
  abstract load(tx: Transaction, accessNumbers: readonly string[]): Promise<Map<string, ContractRights>>;
  abstract loadOfCustomer(tx: Transaction, customerNumber: string): Promise<ContractRights[]>;
  /** With whom holds what by them, in the same write. */
  abstract save(tx: Transaction, changed: readonly ContractRights[]): Promise<void>;
  /** Access numbers of contracts that are over and on which there still are grants. */
  abstract listLapsed(now: Date, limit: number): Promise<string[]>;
}
