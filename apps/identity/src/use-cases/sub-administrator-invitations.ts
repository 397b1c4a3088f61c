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
    await this.quotas.admit('INVITATION', [`${master.id} ${account.email}`, account.id], now, tx);
    await this.quotas.admit('INVITATIONS_TO_ADDRESS', [account.email], now, tx);
    return { ...account, invitedUntil: await this.codes.send(account, masterAs(master), now, tx) };
  }

  /** Part of removing somebody who has not accepted yet. @throws DomainError `too-many-attempts` */
  async takeBack({ master, now }: OwnSubAdministrator, tx: Transaction): Promise<void> {
    await this.quotas.admit('WITHDRAWN_INVITATION', [master.id], now, tx);
  }
}
