import type { Transaction } from '#libs/kernel';
import type { Contract } from './contract.js';

export abstract class ContractStore {
  /** The contract, new when nothing is known of the access number. */
  abstract load(tx: Transaction, accessNumber: string): Promise<Contract>;
  /** Every contract that belongs to the number now. */
  abstract ofCustomer(tx: Transaction, customerNumber: string): Promise<Contract[]>;
  /** Stores contracts as they are after a fact; a rival's change of one of them fails the transaction, which then runs again. */
  abstract record(tx: Transaction, contracts: readonly Contract[]): Promise<void>;
}
