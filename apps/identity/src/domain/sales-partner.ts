import { newId } from '#libs/kernel';
import { UNKNOWN_CONTACT, type Account, type Locale, type Salutation } from './account.js';
import type { Stamp } from './stamp.js';

/** What the CRM says of a sales partner (Vertriebspartner). */
export interface SalesPartner {
  partnerNumber: string;
  salutation: Salutation;
  firstName: string;
  lastName: string;
  company: string;
  email: string;
  locale: Locale;
  otpProcedure: boolean;
}

/** Which account a partner has, and since which fact. */
export interface KnownPartner {
  partnerNumber: string;
  accountId: string;
  stamp: Stamp;
}

/** A sales partner who has been sent an activation code. The CRM tells no phone number, and none is asked for at the first sign-in. */
export function invitedPartner(partner: SalesPartner, now: Date): Account {
  const { partnerNumber, salutation, firstName, lastName, company, email, locale, otpProcedure } = partner;
  return {
    id: newId(), role: 'SALES_PARTNER', status: 'INVITED', version: 1, passwordHashes: [], email, firstName, lastName, contact: { ...UNKNOWN_CONTACT, salutation, company },
    contactDataComplete: false, locale, partnerNumber, otpProcedure, createdAt: now, signIns: [],
  };
}

/** Before the activation the newest fact counts whole. */
export function withNewerPartner(account: Account, { salutation, firstName, lastName, company, email, locale, otpProcedure }: SalesPartner): Account {
  return { ...account, version: account.version + 1, firstName, lastName, email, locale, otpProcedure, contact: { ...account.contact, salutation, company } };
}

/** Afterwards the account is its holder's: the CRM still says which company and language they have, but neither name, address nor procedure. */
export function changesAfterActivation(account: Account, { company, locale }: SalesPartner): ('company' | 'locale')[] {
  const changed: ('company' | 'locale')[] = account.contact.company === company ? [] : ['company'];
  return account.locale === locale ? changed : [...changed, 'locale'];
}
