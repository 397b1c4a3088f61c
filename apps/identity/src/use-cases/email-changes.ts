import { Injectable } from '@nestjs/common';
import { emailConfirmationDelivery, emailConfirmationRequested, fact } from '#libs/contracts';
import { DomainError, type Actor, type RequestOrigin, type Transaction } from '#libs/kernel';
import type { Account } from '../domain/account.js';
import { purposeOfChange, type EmailChange } from '../domain/email-change.js';
import { EmailChangeStore } from '../domain/email-change.store.js';
import { EmailConfirmationCodes, refusalOf } from '../domain/one-time-digits.js';
import { DigitsSender } from './digits-sender.js';

type Judgement = { change: EmailChange } | { refusal: DomainError };

/** Changes of e-mail addresses (capability 6), from the wish to the confirmation by whoever reads what goes to the new address. */
@Injectable()
export class EmailChanges {
  constructor(
    private readonly store: EmailChangeStore,
    private readonly codes: EmailConfirmationCodes,
    private readonly sender: DigitsSender,
  ) {}

  /**
   * Makes the account wait for `email`, or for nothing if that is its address already. Whether somebody else has the address is told to its
   * owner only, with the confirmation: nobody can probe for addresses here. @throws DomainError `too-many-attempts`
   */
  async propose(account: Account, email: string, origin: RequestOrigin | undefined, now: Date, tx: Transaction): Promise<Account> {
    if (email === account.email) return this.withdraw(account, origin, tx);
    const { id: accountId, version } = account;
    await this.sender.admit('CONFIRM_EMAIL', [email, accountId], now, tx);
    const { digits, kept } = this.codes.make(purposeOfChange({ accountId, email }), now);
    if (!(await this.store.begin({ accountId, email, ...kept }, version, tx))) throw new DomainError('service-unavailable');
    const waiting = { ...account, pendingEmail: email, version: version + 1 };
    await this.sender.send(waiting, { contract: emailConfirmationDelivery, to: email, digits, expiresAt: kept.expiresAt }, tx);
    const actor: Actor = { kind: 'SELF', accountId };
    const expiresAt = kept.expiresAt.toISOString();
    tx.emit(fact(emailConfirmationRequested, waiting.version, { actor, accountId, expiresAt }));
    tx.audit({ action: 'email-change.requested', accountId, actor, ...(origin && { origin }), details: { email, expiresAt } });
    return waiting;
  }

  async withdraw(account: Account, origin: RequestOrigin | undefined, tx: Transaction): Promise<Account> {
    const { pendingEmail, ...settled } = account;
    if (pendingEmail === undefined) return account;
    await this.store.withdraw(account.id, tx);
    const actor: Actor = { kind: 'SELF', accountId: account.id };
    tx.audit({ action: 'email-change.withdrawn', accountId: account.id, actor, ...(origin && { origin }), details: { email: pendingEmail } });
    return settled;
  }

  /** Counts a try, in a write of its own, then compares. */
  async judge(accountId: string, typed: string, now: Date): Promise<Judgement> {
    const change = await this.store.countTry(accountId);
    const typedHash = this.codes.hashOf(typed, purposeOfChange(change ?? { accountId, email: '' }));
    const refusal = refusalOf(change, typedHash, now);
    return refusal ? { refusal } : { change: change! };
  }

  /** Of many who hold the right code one comes first. @throws DomainError `code-used`, `email-taken` */
  async complete(change: EmailChange, now: Date, tx: Transaction): Promise<Account> {
    const account = await this.store.complete(change, now, tx);
    if (!account) throw new DomainError('code-used');
    return account;
  }
}
