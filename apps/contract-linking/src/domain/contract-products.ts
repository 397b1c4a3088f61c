import type { Transaction } from '#libs/kernel';
import type { Product } from './contract-fact.js';

/** What the other services were told that contracts are. */
export abstract class ContractProducts {
  /** By access number; one that nobody was told of is missing. */
  abstract of(accessNumbers: readonly string[], tx: Transaction): Promise<Map<string, Product>>;
}
