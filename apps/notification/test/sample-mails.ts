import type { Locale } from '../src/domain/locale.js';
import type { MailContent } from '../src/domain/mail-content.js';

const EXPIRES_AT = '2026-12-02T13:05:00.000Z';
const CUSTOMER_NUMBER = '0123456789';
const ADDRESSEE = { salutation: 'MS', firstName: 'Erika', lastName: 'Müller-Lüdenscheidt' };

/** One of every kind, for looking at and for the rules that hold for all mails. */
export const SAMPLE_MAILS: readonly MailContent[] = [
  { messageType: 'activation-code', data: { ...ADDRESSEE, code: 'K7QM-4XWD-9TRA-ZP2H', expiresAt: EXPIRES_AT } },
  { messageType: 'activation-code', data: { code: 'K7QM-4XWD-9TRA-ZP2H' } },
  { messageType: 'registration-pending', data: { customerNumber: CUSTOMER_NUMBER, expiresAt: EXPIRES_AT } },
  { messageType: 'account-exists', data: {} },
  { messageType: 'account-activated', data: { ...ADDRESSEE, role: 'MASTER_ADMINISTRATOR' } },
  { messageType: 'account-activated', data: { firstName: 'Max', lastName: 'Muster', role: 'SALES_PARTNER' } },
  { messageType: 'security-notice', data: { ...ADDRESSEE, event: 'session-token-reused', at: EXPIRES_AT } },
];

export const LOCALES: readonly Locale[] = ['de', 'en'];
