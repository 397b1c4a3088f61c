import type { Transaction } from '#libs/kernel';
import type { KnownContract } from './known-contract.js';

export abstract class ContractStore {
  /** Whoever settles a registration and whoever learns of a contract of the same customer number go one after the other. */
  abstract lockCustomers(customerNumbers: readonly string[], tx: Transaction): Promise<void>;
  /** Whether the customer number has a contract that is suitable for a registration (`isSuitable`). */
  abstract hasSuitable(customerNumber: string, now: Date, tx: Transaction): Promise<boolean>;
  /** Of different contracts; returns those that were news, and not as old as what we have. */
  abstract record(contracts: readonly KnownContract[], tx: Transaction): Promise<KnownContract[]>;
}
