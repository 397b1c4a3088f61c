import { Injectable } from '@nestjs/common';
import { activationCodeDelivery, delivery, subAdministratorInvitationDelivery, type SecretOf } from '#libs/contracts';
import { SecretSealer, type Actor, type NewDelivery, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { ActivationCodes } from '../domain/activation-code.js';
import { ActivationCodeStore } from '../domain/activation-code.store.js';

/** Makes a new activation code for an invited account, ends the older ones and puts the new one on its way. */
@Injectable()
export class ActivationCodeSender {
  constructor(
    private readonly codes: ActivationCodes,
    private readonly store: ActivationCodeStore,
    private readonly sealer: SecretSealer,
    private readonly accounts: AccountStore,
  ) {}

  /** Returns when the new code expires. */
  async send(account: Account, actor: Actor, now: Date, tx: Transaction): Promise<Date> {
    const { code, stored } = this.codes.make(account.id, now);
    await this.store.replaceWith(stored, now, tx);
    const expiresAt = stored.expiresAt.toISOString();
    tx.deliver(await this.mail(account, code, expiresAt));
    tx.audit({ action: 'activation-code.sent', accountId: account.id, actor, details: { codeId: stored.codeId, expiresAt } });
    return stored.expiresAt;
  }

  /** Whoever has not asked for the code is told who invites them. */
  private async mail(account: Account, code: string, expiresAt: string): Promise<NewDelivery> {
    const { id, email, firstName, lastName, locale, contact, superiorId } = account;
    const data = { accountId: id, locale, expiresAt };
    const secret: SecretOf<typeof activationCodeDelivery> = { to: email, firstName, lastName, salutation: contact.salutation, code };
    const superior = superiorId === undefined ? undefined : await this.accounts.find(superiorId);
    if (!superior) return delivery(activationCodeDelivery, id, data, await this.sealer.seal(secret));
    const invitedBy = { firstName: superior.firstName, lastName: superior.lastName, company: superior.contact.company };
    const invitation: SecretOf<typeof subAdministratorInvitationDelivery> = { ...secret, invitedBy };
    return delivery(subAdministratorInvitationDelivery, id, data, await this.sealer.seal(invitation));
  }
}
