import { Injectable } from '@nestjs/common';
import { contactDataChanged, fact, type Origin, type ReplyOf, type RequestOf, type updateContactData } from '#libs/contracts';
import { Clock, DomainError, Transactions, type Actor, type Call, type Transaction } from '#libs/kernel';
import type { Account, Contact } from '../domain/account.js';
import { AccountStore } from '../domain/account.store.js';
import { SessionStore } from '../domain/session.store.js';
import { changedFields } from '../domain/contact-changes.js';
import { EmailChanges } from './email-changes.js';
import { describeMe } from './me.js';

type Request = RequestOf<typeof updateContactData>;

/** Capability 6, and the step that the first sign-in asks for (capability 3). */
@Injectable()
export class UpdateContactDataUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
    private readonly emailChanges: EmailChanges,
    private readonly clock: Clock,
  ) {}

  async execute(request: Request, call: Call): Promise<ReplyOf<typeof updateContactData>> {
    return this.transactions.run(call, async (tx) => {
      const now = this.clock.now();
      const account = await this.accounts.findSignedIn(request, now, tx);
      if (!account) throw new DomainError('token-invalid');
      const saved = await this.save(account, contactOf(request), request.origin, tx);
      // Everything else is saved at once; a new address waits.
      return describeMe(await this.emailChanges.propose(saved, request.email, request.origin, now, tx));
    });
  }

  private async save(account: Account, contact: Contact, origin: Origin, tx: Transaction): Promise<Account> {
    const fields = changedFields(account.contact, contact);
    if (fields.length === 0 && account.contactDataComplete) {
      // A session that was marked in spite of it gets free by sending the same again.
      await this.sessions.contactDataCompleted(account.id, tx);
      return account;
    }
    const isWritten = await this.accounts.change(account.id, account.version, { contact, contactDataComplete: true }, tx);
    if (!isWritten) throw new DomainError('service-unavailable');
    if (!account.contactDataComplete) await this.sessions.contactDataCompleted(account.id, tx);
    const saved: Account = { ...account, contact, contactDataComplete: true, version: account.version + 1 };
    this.tell(saved, fields, origin, tx);
    return saved;
  }

  private tell({ id, version, contact, locale }: Account, fields: string[], origin: Origin, tx: Transaction): void {
    const actor: Actor = { kind: 'SELF', accountId: id };
    const data = { actor, accountId: id, changedFields: fields, company: contact.company, locale };
    tx.emit(fact(contactDataChanged, version, data));
    tx.audit({ action: 'contact-data.changed', accountId: id, actor, origin, details: { changedFields: fields } });
  }
}

function contactOf(request: Request): Contact {
  const { salutation, company, street, houseNumber, postalCode, city, country, phone, mobile = null, fax = null } = request;
  return { salutation, company, street, houseNumber, postalCode, city, country, phone, mobile, fax };
}
