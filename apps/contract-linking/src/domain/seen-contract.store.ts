import type { Transaction } from '#libs/kernel';
import type { SeenContract } from './seen-contract.js';

export abstract class SeenContractStore {
  /** Every contract that is seen under this customer number, ended ones too, by access number. */
  abstract of(tx: Transaction, customerNumber: string): Promise<SeenContract[]>;
  /** How many active ones each of these numbers has; numbers without any are absent. */
  abstract countActive(customerNumbers: readonly string[], now: Date): Promise<Map<string, number>>;
}
