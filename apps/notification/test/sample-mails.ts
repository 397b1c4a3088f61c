import type { Locale } from '../src/domain/locale.js';
import type { Contracts, Initiator, MailContent, NamedAccount, RightsChange, SecurityEvent } from '../src/domain/mail-content.js';
import { RECIPIENT, sampleLetter } from './sample-letters.js';

const EXPIRES_AT = '2026-12-02T13:05:00.000Z';
const CUSTOMER_NUMBER = '0123456789';
const ADDRESSEE = { salutation: 'MS', firstName: 'Erika', lastName: 'Müller-Lüdenscheidt' };
const CODE = 'K7QM-4XWD-9TRA-ZP2H';
const TOKENS = ['7c1f0a52b9d84e63a1750f9c2e6bd834', 'Xw3r-9KdQ-t7Lm-2bVn-P5sy-Hc8J-z4Gf', '2346789ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnp'] as const;
const MASTER: NamedAccount = { username: 'erika.mustermann', role: 'MASTER_ADMINISTRATOR', firstName: 'Erika', lastName: 'Müller-Lüdenscheidt', company: 'Muster & Söhne GmbH & Co. KG' };
/** The longest that a username can be, and one of a company that is not repeated. */
const ACCOUNTS: readonly NamedAccount[] = [
  MASTER,
  { ...MASTER, username: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ-23456', role: 'SUB_ADMINISTRATOR', firstName: 'Max', lastName: 'Muster' },
  { ...MASTER, username: 'vertrieb+nord@muster', role: 'SALES_PARTNER', company: 'www.muster.example' },
];

const GIVER = { firstName: 'Max', lastName: 'Muster', company: 'Muster & Söhne GmbH & Co. KG' };

/** One of every kind, for looking at and for the rules that hold for all mails. */
export const SAMPLE_MAILS: readonly MailContent[] = [
  { messageType: 'activation-code', data: { ...ADDRESSEE, code: 'K7QM-4XWD-9TRA-ZP2H', expiresAt: EXPIRES_AT } },
  { messageType: 'activation-code', data: { code: 'K7QM-4XWD-9TRA-ZP2H' } },
  { messageType: 'registration-pending', data: { customerNumber: CUSTOMER_NUMBER, expiresAt: EXPIRES_AT } },
  { messageType: 'account-exists', data: {} },
  { messageType: 'account-activated', data: { ...ADDRESSEE, role: 'MASTER_ADMINISTRATOR' } },
  { messageType: 'account-activated', data: { firstName: 'Max', lastName: 'Muster', role: 'SALES_PARTNER' } },
  { messageType: 'sub-administrator-invitation', data: { ...ADDRESSEE, code: CODE, expiresAt: EXPIRES_AT, invitedBy: { firstName: 'Max', lastName: 'Muster', company: 'Muster & Söhne GmbH & Co. KG' } } },
  { messageType: 'sub-administrator-invitation', data: { code: CODE, invitedBy: { firstName: '', lastName: '', company: '' } } },
  { messageType: 'otp-code', data: { ...ADDRESSEE, code: '40718293', expiresAt: EXPIRES_AT } },
  { messageType: 'email-confirmation', data: { ...ADDRESSEE, code: '40718293', expiresAt: EXPIRES_AT } },
  { messageType: 'password-reset', data: { accounts: [{ ...MASTER, token: TOKENS[0] }], expiresAt: EXPIRES_AT } },
  { messageType: 'password-reset', data: { accounts: ACCOUNTS.map((account, index) => ({ ...account, token: TOKENS[index]! })), expiresAt: EXPIRES_AT } },
  { messageType: 'username-reminder', data: { accounts: [MASTER] } },
  { messageType: 'username-reminder', data: { accounts: [...ACCOUNTS] } },
  { messageType: 'welcome-letter', data: sampleLetter() },
  { messageType: 'welcome-letter', data: sampleLetter({ customerNumber: '01234567890123', recipient: { ...RECIPIENT, salutation: 'NONE', firstName: 'www', lastName: '123' } }) },
  { messageType: 'security-notice', data: { ...ADDRESSEE, event: 'session-token-reused', at: EXPIRES_AT } },
  ...notices(['username-changed', 'password-changed', 'email-changed-to', 'email-changed-from'], ['SELF', 'MASTER', 'SUPPORT', 'OPERATOR']),
  ...notices(['account-locked', 'account-unlocked'], ['MASTER', 'SUPPORT', 'OPERATOR']),
  ...notices(['account-closed'], ['MASTER', 'SUPPORT', 'OPERATOR', 'OFFBOARDED']),
  ...notices(['customer-linked', 'customer-unlinked', 'customer-centre-linked', 'customer-centre-unlinked'], ['SELF', 'OPERATOR'], CUSTOMER_NUMBER),
  ...(['customer-linked-by-other', 'customer-centre-unlinked'] as const).map((event) => ({ messageType: 'security-notice' as const, data: { ...ADDRESSEE, event, at: EXPIRES_AT, customerNumber: CUSTOMER_NUMBER } })),
  rights({ via: 'ASSIGNMENT', by: {}, granted: contracts(1), revoked: contracts(1), cause: 'assignment.saved' }),
  rights({ via: 'TRANSFER', granted: contracts(5_000), revoked: contracts(5_000), cause: 'customer-centre.linked' }),
  rights({ via: 'TRANSFER', by: GIVER, granted: contracts(3), cause: 'transfer.saved' }),
  rights({ via: 'TRANSFER', revoked: contracts(51), cause: 'rights.revoked' }),
  ...['contract.ended', 'contract.moved', 'customer.unlinked', 'customer-centre.unlinked', 'account.closed', 'assignment.expired'].map((cause) => rights({ via: 'ASSIGNMENT', revoked: contracts(1), cause })),
  rights({ via: 'TRANSFER', by: GIVER, revoked: contracts(2), cause: 'transfer.saved' }),
];

function rights({ granted = contracts(0), revoked = contracts(0), ...change }: Pick<RightsChange, 'via' | 'by' | 'cause'> & { granted?: Contracts; revoked?: Contracts }): MailContent {
  const data = { firstName: 'Erika', lastName: 'Müller-Lüdenscheidt', at: EXPIRES_AT, ...change, granted, revoked };
  return { messageType: granted.count > 0 ? 'rights-granted' : 'rights-revoked', data };
}

/** The longest access numbers, as many as a fact names. */
function contracts(count: number): Contracts {
  return { count, accessNumbers: Array.from({ length: Math.min(count, 50) }, (_, n) => `022812345678901234${10 + n}`) };
}

function notices(events: SecurityEvent[], initiators: Initiator[], customerNumber?: string): MailContent[] {
  const data = { ...ADDRESSEE, at: EXPIRES_AT, ...(customerNumber && { customerNumber }) };
  return events.flatMap((event) => initiators.map((by) => ({ messageType: 'security-notice' as const, data: { ...data, event, by } })));
}

export const LOCALES: readonly Locale[] = ['de', 'en'];
