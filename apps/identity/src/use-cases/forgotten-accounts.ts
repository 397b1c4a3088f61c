import { Injectable } from '@nestjs/common';
import type { passwordResetDelivery, SecretOf } from '#libs/contracts';
import type { Actor, Call, Transaction } from '#libs/kernel';
import type { Account, Locale } from '../domain/account.js';
import type { DeferredRequest } from '../domain/deferred-request.js';
import { ForgottenStore, MAX_ACCOUNTS_IN_A_MAIL } from '../domain/forgotten.store.js';
import { Settlement } from './settlement.js';

type Work = (accounts: [Account, ...Account[]], now: Date, tx: Transaction) => Promise<void>;

/** Whoever types an address or a username: the holder, for all that is known. */
export const ANYBODY: Actor = { kind: 'SELF' };

/** Finds the accounts that a request for a forgotten password or username speaks of; they share one address, and one mail goes there. */
@Injectable()
export class ForgottenAccounts {
  constructor(
    private readonly settlement: Settlement,
    private readonly store: ForgottenStore,
  ) {}

  /** `work` is done once per request, and not where nobody is known or the address has been sent its share of mails. */
  async settle(request: DeferredRequest<'RESET_PASSWORD' | 'REMIND_USERNAME'>, call: Call, work: Work): Promise<void> {
    await this.settlement.once(request, call, async (now, tx) => {
      const [chief, ...further] = await this.store.find(request.payload, MAX_ACCOUNTS_IN_A_MAIL, tx);
      if (!chief || !(await this.settlement.mayMailFrom(request, chief.email, now, tx))) return;
      const [first, ...others] = await this.store.noteRequest([chief, ...further], tx);
      await work([first!, ...others], now, tx);
    });
  }
}

/** Whom a mail about these accounts is for; German unless all of them are kept in English. */
export function recipientOf(accounts: Account[]): { locale: Locale; accountId?: string } {
  const [only, ...others] = accounts;
  const locale = accounts.every((account) => account.locale === 'en') ? 'en' : 'de';
  return { locale, ...(only && others.length === 0 && { accountId: only.id }) };
}

/** An account as the mail names it. */
export function namedAccount({ username, role, firstName, lastName, contact }: Account): Omit<SecretOf<typeof passwordResetDelivery>['accounts'][number], 'token'> {
  return { username: username ?? '', role, firstName, lastName, company: contact.company };
}
