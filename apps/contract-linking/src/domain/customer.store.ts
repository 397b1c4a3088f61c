import type { Transaction } from '#libs/kernel';
import type { Customer } from './customer.js';

export abstract class CustomerStore {
  /** The customer; without a profile where unknown. */
  abstract load(tx: Transaction, customerNumber: string): Promise<Customer>;
  /** The same, locked until the transaction ends: a contract and its customer that arrive at the same moment cannot miss each other. */
  abstract lock(tx: Transaction, customerNumber: string): Promise<Customer>;
  /** Stores what is known of it now. */
  abstract record(tx: Transaction, customer: Customer): Promise<void>;
}
