import { newId } from '#libs/kernel';
import { UNKNOWN_CONTACT, type Account, type Locale, type Salutation } from './account.js';

/** Not closed ones of one master administrator. */
export const MAX_SUB_ADMINISTRATORS = 1_000;

/** Whom a master administrator wants to share the work with. */
export interface SubAdministratorForm {
  salutation: Salutation;
  firstName: string;
  lastName: string;
  email: string;
  locale: Locale;
}

/** What their master administrator is shown of them. */
export type SubAdministrator = Pick<Account, 'id' | 'username' | 'firstName' | 'lastName' | 'email' | 'status' | 'invitedUntil' | 'lastLoginAt'>;

/** An account with somebody above it. */
export type Subordinate = Account & { superiorId: string };

/** A sub-administrator who is sent an activation code. They work for the company of their superior until they say otherwise. */
export function invitedSubAdministrator(form: SubAdministratorForm, superior: Account, now: Date): Subordinate {
  const { salutation, firstName, lastName, email, locale } = form;
  return {
    id: newId(), role: 'SUB_ADMINISTRATOR', status: 'INVITED', version: 1, passwordHashes: [], email, firstName, lastName, locale, superiorId: superior.id,
    contact: { ...UNKNOWN_CONTACT, salutation, company: superior.contact.company }, contactDataComplete: false, createdAt: now, signIns: [],
  };
}

/** The code that went to the mistyped address has to end with this. */
export function withCorrectedEmail(account: Account, email: string): Account {
  return { ...account, email, version: account.version + 1 };
}
