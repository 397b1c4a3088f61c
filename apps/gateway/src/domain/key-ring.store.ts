import type { Transaction } from '#libs/kernel';
import type { KeyRing } from './key-ring.policy.js';

/** Where the ring of signing keys is kept. */
export abstract class KeyRingStore {
  /** Undefined before the very first start. */
  abstract read(): Promise<KeyRing | undefined>;
  /** Saves the very first ring; false when another gateway was faster. */
  abstract create(ring: KeyRing): Promise<boolean>;
  /** Saves `ring` in place of the version before it; false when that is not the current one any more. */
  abstract replace(tx: Transaction, ring: KeyRing): Promise<boolean>;
}
