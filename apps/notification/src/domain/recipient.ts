import type { Locale } from './locale.js';

/** A value with the version of the account in which it was written. */
export interface Versioned<T> {
  value: T;
  sequence: number;
}

/** What mails need to know of an account. Each detail carries its own version: facts arrive in any order, and not each tells everything. */
export interface Recipient {
  accountId: string;
  email?: Versioned<string>;
  locale?: Versioned<Locale>;
  firstName?: Versioned<string>;
  lastName?: Versioned<string>;
}

export type RecipientDetails = { email?: string | undefined; locale?: Locale | undefined; firstName?: string | undefined; lastName?: string | undefined };

/** The recipient with those details that are newer than what was known. */
export function withDetails(recipient: Recipient, details: RecipientDetails, sequence: number): Recipient {
  const newer = Object.entries(details).flatMap(([name, value]) => {
    const known = recipient[name as keyof RecipientDetails];
    return value === undefined || (known && known.sequence >= sequence) ? [] : [[name, { value, sequence }]];
  });
  return { ...recipient, ...Object.fromEntries(newer) };
}
