import type { WelcomeLetter } from './welcome-letter.js';

/** Whom a mail speaks to. Names are as people typed them: only `spoken-name.policy` decides what of them is repeated. */
export interface Addressee {
  salutation?: string;
  firstName?: string;
  lastName?: string;
}

/** What each mail or letter says beyond its fixed words. Instants are RFC 3339. */
export interface MailData {
  'activation-code': Addressee & { code: string; expiresAt?: string };
  'sub-administrator-invitation': Addressee & { code: string; expiresAt?: string; invitedBy: { firstName: string; lastName: string; company: string } };
  'otp-code': Addressee & { code: string; expiresAt?: string };
  'email-confirmation': Addressee & { code: string; expiresAt?: string };
  'password-reset': { accounts: (NamedAccount & { token: string })[]; expiresAt?: string };
  'username-reminder': { accounts: NamedAccount[] };
  'registration-pending': { customerNumber: string; expiresAt: string };
  'account-exists': Record<never, never>;
  'account-activated': Addressee & { role: string };
  'welcome-letter': WelcomeLetter;
  'security-notice': Addressee & { event: SecurityEvent; at: string; by?: Initiator; customerNumber?: string };
  'rights-granted': Addressee & RightsChange;
  'rights-revoked': Addressee & RightsChange;
}

/** What somebody else's save, or what followed from something else, gave an account and took from it. */
export interface RightsChange {
  at: string;
  via: 'TRANSFER' | 'ASSIGNMENT';
  /** Whoever did it, as far as it is known who they are; absent where nobody did it in person. */
  by?: NamedPerson;
  granted: Contracts;
  revoked: Contracts;
  /** What brought it about, as `aggregate.event`. */
  cause: string;
}

/** How many, and the first of them. */
export interface Contracts {
  count: number;
  accessNumbers: string[];
}

export interface NamedPerson {
  firstName?: string;
  lastName?: string;
  company?: string;
}

/** One of several accounts that share an address, as its holder tells them apart. */
export interface NamedAccount {
  username: string;
  role: Role;
  firstName: string;
  lastName: string;
  company: string;
}

export type Role = 'MASTER_ADMINISTRATOR' | 'SUB_ADMINISTRATOR' | 'SALES_PARTNER' | 'SUPPORT_AGENT';

/** What a security notice can tell of. A changed e-mail address is told twice: the new address what changed `-to` it, the old one what changed `-from` it. */
export type SecurityEvent =
  | 'session-token-reused'
  | 'username-changed'
  | 'password-changed'
  | 'email-changed-to'
  | 'email-changed-from'
  | 'account-locked'
  | 'account-unlocked'
  | 'account-closed'
  | LinkEvent;

/** Of the links of an account, its own and, `by-other`, another account's with the same customer number. */
export type LinkEvent = 'customer-linked' | 'customer-linked-by-other' | 'customer-unlinked' | 'customer-centre-linked' | 'customer-centre-unlinked';

/** Who is behind a security event, as far as a mail says it. */
export type Initiator = 'SELF' | 'MASTER' | 'SUPPORT' | 'OPERATOR' | 'OFFBOARDED';

export type MailType = keyof MailData;

/** One mail's content: its type with the data of that type. */
export type MailContent = { [T in MailType]: { messageType: T; data: MailData[T] } }[MailType];
