import type { Transaction } from '#libs/kernel';
import type { MailQuota } from './mail-quota.js';

export abstract class MailQuotaStore {
  /** Counts one more mail of this kind to this address; false when it is one too many. */
  abstract take(kind: string, email: string, quota: MailQuota, now: Date, tx: Transaction): Promise<boolean>;
}
