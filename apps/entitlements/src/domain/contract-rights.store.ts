import type { Transaction } from '#libs/kernel';
import type { ContractRights } from './contract-rights.js';

/** The aggregates, for whoever changes them. */
export abstract class ContractRightsStore {
  /** Makes whoever changes rights on contracts of one of these numbers at the same moment start again. The first thing in every such transaction. */
  abstract lockCustomers(tx: Transaction, customerNumbers: readonly string[]): Promise<void>;
  /** Whose contract it is at this moment, outside of any transaction. */
  abstract customerOf(accessNumber: string): Promise<string | undefined>;
  /** One that holds nothing where it is unknown. */
  abstract load(tx: Transaction, accessNumber: string): Promise<ContractRights>;
  abstract loadOfCustomer(tx: Transaction, customerNumber: string): Promise<ContractRights[]>;
  /** With whom holds what by them, in the same write. */
  abstract save(tx: Transaction, changed: readonly ContractRights[]): Promise<void>;
  /** Access numbers of contracts that are over and on which there still are grants. */
  abstract listLapsed(now: Date, limit: number): Promise<string[]>;
}
