import type { KeptDigits } from './one-time-digits.js';

/** A new e-mail address that waits for its owner's confirmation; an account has at most one. */
export interface EmailChange extends KeptDigits {
  accountId: string;
  email: string;
}

/** What a confirmation code is bound to: this account and this address. */
export const purposeOfChange = ({ accountId, email }: Pick<EmailChange, 'accountId' | 'email'>): string => `${accountId}\n${email}`;
