import { Injectable } from '@nestjs/common';
import { delivery, type emailConfirmationDelivery, type otpCodeDelivery, type SecretOf } from '#libs/contracts';
import { SecretSealer, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import type { MAIL_QUOTAS } from '../domain/mail-quota.js';
import { MailQuotaStore } from '../domain/mail-quota.store.js';

interface DigitsMail {
  contract: typeof emailConfirmationDelivery | typeof otpCodeDelivery;
  to: string;
  digits: string;
  expiresAt: Date;
}

/** Sends eight digits by e-mail, no oftener than that is good for a mailbox. */
@Injectable()
export class DigitsSender {
  constructor(
    private readonly quotas: MailQuotaStore,
    private readonly sealer: SecretSealer,
  ) {}

  /** @throws DomainError `too-many-attempts` when one of these (addresses, accounts) has had its share */
  admit(kind: keyof typeof MAIL_QUOTAS, counted: string[], now: Date, tx: Transaction): Promise<void> {
    return this.quotas.admit(kind, counted, now, tx);
  }

  async send(account: Account, { contract, to, digits, expiresAt }: DigitsMail, tx: Transaction): Promise<void> {
    const { id, firstName, lastName, contact, locale } = account;
    const secret: SecretOf<typeof contract> = { to, firstName, lastName, salutation: contact.salutation, code: digits };
    tx.deliver(delivery(contract, id, { accountId: id, locale, expiresAt: expiresAt.toISOString() }, await this.sealer.seal(secret)));
  }
}
