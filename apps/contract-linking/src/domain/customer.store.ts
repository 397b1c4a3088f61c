import type { Transaction } from '#libs/kernel';
import type { Customer } from './customer.js';

/** Customers by customer number; without a profile where unknown. */
export type Customers = Map<string, Customer>;

export abstract class CustomerStore {
  abstract load(tx: Transaction, customerNumbers: readonly string[]): Promise<Customers>;
  /** The same, locked until the transaction ends: a contract and its customer that arrive at the same moment cannot miss each other. */
  abstract lock(tx: Transaction, customerNumbers: readonly string[]): Promise<Customers>;
  /** Stores what is known of customers that are locked. */
  abstract record(tx: Transaction, customers: readonly Customer[]): Promise<void>;
}
