import { Injectable } from '@nestjs/common';
import type { Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { MailQuotaStore } from '../domain/mail-quota.store.js';
import { ActivationCodeSender } from './activation-code-sender.js';
import type { OwnSubAdministrator } from './own-sub-administrators.js';
import { masterAs } from './sub-administrator-record.js';

/** Sends sub-administrators their activation codes, no oftener than that is good for a mailbox. */
@Injectable()
export class SubAdministratorInvitations {
  constructor(
    private readonly quotas: MailQuotaStore,
    private readonly codes: ActivationCodeSender,
  ) {}

  /** A new code, older ones end. Returns the account as it is then. @throws DomainError `too-many-attempts` */
  async send({ master, account, now }: OwnSubAdministrator, tx: Transaction): Promise<Account & { invitedUntil: Date }> {
    await this.quotas.admit('INVITATION', [account.email, account.id], now, tx);
    return { ...account, invitedUntil: await this.codes.send(account, masterAs(master), now, tx) };
  }
}
