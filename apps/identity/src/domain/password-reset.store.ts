import type { Transaction } from '#libs/kernel';
import type { PasswordReset } from './password-reset.js';

export abstract class PasswordResetStore {
  abstract add(resets: PasswordReset[], tx: Transaction): Promise<void>;
  /** Also finds spent and expired ones (for at least 30 days), so that their holder can be told. */
  abstract find(hash: string): Promise<PasswordReset | undefined>;
  /** Spends it if it is unspent and not expired; false when somebody or the time was faster. */
  abstract spend(hash: string, now: Date, tx: Transaction): Promise<boolean>;
}
