import type { Transaction } from '#libs/kernel';
import type { Registration } from './registration.js';

export abstract class RegistrationStore {
  /** Stores a new one; an older one that waits with the same e-mail address is superseded. */
  abstract add(registration: Registration, tx: Transaction): Promise<void>;
  abstract find(id: string, tx: Transaction): Promise<Registration | undefined>;
  /** Writes state, version, due time and what was told, if it still waits. */
  abstract update(registration: Registration, tx: Transaction): Promise<boolean>;
  /** All that wait for a contract of one of these customer numbers are due now. */
  abstract hurry(customerNumbers: readonly string[], now: Date, tx: Transaction): Promise<number>;
  /** Ids of waiting ones that are due, taken for `leaseMs`, so that other processes leave them alone. */
  abstract takeDue(now: Date, leaseMs: number, limit: number): Promise<string[]>;
}
