import { Injectable } from '@nestjs/common';
import { activationCodeDelivery, delivery, type SecretOf } from '#libs/contracts';
import type { Actor, Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { ActivationCodes } from '../domain/activation-code.js';
import { ActivationCodeStore } from '../domain/activation-code.store.js';
import { SecretSealer } from '../domain/secret-sealer.js';

/** Makes a new activation code for an invited account, ends the older ones and puts the new one on its way. */
@Injectable()
export class ActivationCodeSender {
  constructor(
    private readonly codes: ActivationCodes,
    private readonly store: ActivationCodeStore,
    private readonly sealer: SecretSealer,
  ) {}

  /** Returns when the new code expires. */
  async send(account: Account, actor: Actor, now: Date, tx: Transaction): Promise<Date> {
    const { code, stored } = this.codes.make(account.id, now);
    await this.store.replaceWith(stored, now, tx);
    const { email, firstName, lastName, contact, locale } = account;
    const secret: SecretOf<typeof activationCodeDelivery> = { to: email, firstName, lastName, salutation: contact.salutation, code };
    const data = { accountId: account.id, locale, expiresAt: stored.expiresAt.toISOString() };
    tx.deliver(delivery(activationCodeDelivery, account.id, data, await this.sealer.seal(secret)));
    tx.audit({ action: 'activation-code.sent', accountId: account.id, actor, details: { codeId: stored.codeId, expiresAt: data.expiresAt } });
    return stored.expiresAt;
  }
}
