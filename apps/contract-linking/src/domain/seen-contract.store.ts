import type { Transaction } from '#libs/kernel';
import type { Product } from './contract-fact.js';
import type { SeenContract } from './seen-contract.js';

export abstract class SeenContractStore {
  /** Every contract that is seen under this customer number, ended ones too, by access number. */
  abstract of(tx: Transaction, customerNumber: string): Promise<SeenContract[]>;
  /** By access number, under whatever customer number; one that nobody was told of is missing. */
  abstract productsOf(tx: Transaction, accessNumbers: readonly string[]): Promise<Map<string, Product>>;
  /** How many active ones each of these numbers has; numbers without any are absent. */
  abstract countActive(customerNumbers: readonly string[], now: Date): Promise<Map<string, number>>;
}
