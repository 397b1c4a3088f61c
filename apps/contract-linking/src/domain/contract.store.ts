import type { Transaction } from '#libs/kernel';
import type { Contract } from './contract.js';

export abstract class ContractStore {
  /** The contracts by access number, new ones where nothing is known of it. */
  abstract load(tx: Transaction, accessNumbers: readonly string[]): Promise<Map<string, Contract>>;
  /** Every contract that belongs to one of the numbers now. */
  abstract ofCustomers(tx: Transaction, customerNumbers: readonly string[]): Promise<Contract[]>;
  /** Stores contracts as they are after a fact; a rival's change of one of them fails the transaction, which then runs again. */
  abstract record(tx: Transaction, contracts: readonly Contract[]): Promise<void>;
}
