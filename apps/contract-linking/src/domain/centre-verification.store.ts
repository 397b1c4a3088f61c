import type { Transaction } from '#libs/kernel';
import type { CentreVerification } from './centre-verification.js';

export abstract class CentreVerificationStore {
  abstract add(verification: CentreVerification, tx: Transaction): Promise<void>;
  /** One that has not expired, used or not. */
  abstract find(id: string, accountId: string, now: Date, tx: Transaction): Promise<CentreVerification | undefined>;
  /** Uses it up, and keeps what came of it for a repetition; false where somebody was faster. */
  abstract use(id: string, linked: readonly string[], tx: Transaction): Promise<boolean>;
}
