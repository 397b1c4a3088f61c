import type { Transaction } from '#libs/kernel';
import { MAIL_QUOTAS, tooManyMails, type MailQuota } from './mail-quota.js';

export abstract class MailQuotaStore {
  /** Counts one more mail of this kind to this address; false when it is one too many. */
  abstract take(kind: string, email: string, quota: MailQuota, now: Date, tx: Transaction): Promise<boolean>;

  /** Counts one more for each of these (addresses, accounts). @throws DomainError `too-many-attempts` when one of them has had its share */
  async admit(kind: keyof typeof MAIL_QUOTAS, counted: string[], now: Date, tx: Transaction): Promise<void> {
    for (const whom of counted) {
      if (!(await this.take(kind, whom, MAIL_QUOTAS[kind], now, tx))) throw tooManyMails();
    }
  }
}
