import { newId } from '#libs/kernel';
import type { PasswordVariant } from './password.policy.js';
import { usernameKey } from './username.policy.js';

export type Role = 'MASTER_ADMINISTRATOR' | 'SUB_ADMINISTRATOR' | 'SALES_PARTNER' | 'SUPPORT_AGENT';
export type AccountStatus = 'INVITED' | 'ACTIVE' | 'LOCKED' | 'CLOSED';
/** On whose word an account is locked. */
export type Locker = 'MASTER' | 'SUPPORT' | 'OPERATOR';
export type Salutation = 'MR' | 'MS' | 'DIVERSE' | 'NONE';
export type Locale = 'de' | 'en';

/** What can be changed under "Kontaktdaten ändern" (capability 6), the e-mail address apart; null while unknown. */
export interface Contact {
  salutation: Salutation;
  company: string;
  street: string | null;
  houseNumber: string | null;
  postalCode: string | null;
  city: string | null;
  country: string | null;
  phone: string;
  mobile: string | null;
  fax: string | null;
}

export interface Account {
  id: string;
  role: Role;
  status: AccountStatus;
  /** Counts what others are told about this account; the `sequence` of its facts. */
  version: number;
  username?: string;
  /** Newest first, at most five: none of them may be chosen again. */
  passwordHashes: string[];
  email: string;
  /** Takes the place of `email` when its owner confirms it. */
  pendingEmail?: string;
  firstName: string;
  lastName: string;
  contact: Contact;
  /** False until the first sign-in has completed them; nothing else works before. */
  contactDataComplete: boolean;
  locale: Locale;
  /** The customer number of the registration; connecting it is a step of its own. */
  customerNumber?: string;
  /** Signs in with a digits-only password and a one-time code. */
  otpProcedure?: boolean;
  /** The CRM's number of a sales partner. */
  partnerNumber?: string;
  /** Of a sub-administrator: the master administrator above them. */
  superiorId?: string;
  /** Of a support agent, at the employer. */
  staffNumber?: string;
  /** Who holds a lock: LOCKED exactly while there is anybody. */
  lockedBy?: Locker[];
  /** Wrong tries before it count no more. */
  triesForgivenAt?: Date;
  createdAt: Date;
  /** Until when the newest activation code is good; means nothing any more once it was used. */
  invitedUntil?: Date;
  activatedAt?: Date;
  lastLoginAt?: Date;
  /** The newest ones, oldest first; what forgives wrong tries. */
  signIns: SignIn[];
  /** All there were. */
  signInCount?: number;
}

/** When and from where (a throttle key, not an address) somebody signed in. */
export interface SignIn {
  origin: string;
  at: Date;
}

/** The contact data of whoever is invited by others: the rest is theirs to say. */
export const UNKNOWN_CONTACT = { street: null, houseNumber: null, postalCode: null, city: null, country: null, phone: '', mobile: null, fax: null } as const;

/** The registration form of capability 1. */
export interface RegistrationForm {
  salutation: Salutation;
  firstName: string;
  lastName: string;
  company: string;
  email: string;
  phone: string;
  customerNumber: string;
  locale: Locale;
}

/** A master administrator who has been sent an activation code. */
export function invitedMaster(form: RegistrationForm, now: Date): Account {
  const account = { id: newId(), role: 'MASTER_ADMINISTRATOR', status: 'INVITED', version: 1, passwordHashes: [], createdAt: now } as const;
  return { ...account, ...personOf(form), passwordHashes: [], signIns: [], contactDataComplete: false };
}

/** Of several registrations with one e-mail address the newest form counts. */
export function withNewerForm(account: Account, form: RegistrationForm): Account {
  return { ...account, ...personOf(form), version: account.version + 1 };
}

/** The first sign-in completes the contact data; sales partners and support agents have no such step. */
export function contactDataRequired(account: Pick<Account, 'role' | 'contactDataComplete'>): boolean {
  return !account.contactDataComplete && (account.role === 'MASTER_ADMINISTRATOR' || account.role === 'SUB_ADMINISTRATOR');
}

export function passwordVariantOf(account: Pick<Account, 'otpProcedure'>): PasswordVariant {
  return account.otpProcedure ? 'DIGITS' : 'STANDARD';
}

/** What people call an account: its username, or its e-mail address while it has none. */
export function isNameOf({ username, email }: Pick<Account, 'username' | 'email'>, typed: string): boolean {
  return username === undefined ? typed.trim().toLowerCase() === email : usernameKey(typed) === usernameKey(username);
}

function personOf({ email, firstName, lastName, locale, customerNumber, salutation, company, phone }: RegistrationForm) {
  return { email, firstName, lastName, locale, customerNumber, contact: { ...UNKNOWN_CONTACT, salutation, company, phone } };
}
