import type { Transaction } from '#libs/kernel';
import type { CentreVerification } from './centre-verification.js';

export abstract class CentreVerificationStore {
  abstract add(tx: Transaction, verification: CentreVerification): Promise<void>;
  /** One that has not expired, used or not. */
  abstract find(tx: Transaction, id: string, accountId: string, now: Date): Promise<CentreVerification | undefined>;
  /** Uses it up, and keeps what came of it for a repetition; false where somebody was faster. */
  abstract use(tx: Transaction, id: string, linked: readonly string[]): Promise<boolean>;
}
