import { z } from 'zod';
import { factContract } from '../fact.js';
import { CustomerNumber, Email, Locale, Salutation, text } from '../values.js';

/** Who gets the letter: by post, or by e-mail where there is an address. */
export const LetterRecipient = z.object({
  salutation: Salutation,
  firstName: text(1, 80),
  lastName: text(1, 80),
  company: text(1, 120),
  street: text(1, 120),
  houseNumber: text(1, 20),
  postalCode: text(1, 20),
  city: text(1, 80),
  email: Email.optional(),
});
export type LetterRecipient = z.output<typeof LetterRecipient>;

export const LetterChannel = z.enum(['EMAIL', 'LETTER']);
export type LetterChannel = z.output<typeof LetterChannel>;

/** Somebody is to get a one-time password for this customer number. @throws nothing: an `EMAIL` without an address is malformed */
export const welcomeLetterRequested = factContract(
  'bsp.crm.welcome-letter.requested.v1',
  z
    .object({ customerNumber: CustomerNumber, channel: LetterChannel, recipient: LetterRecipient, locale: Locale })
    .refine(({ channel, recipient }) => channel === 'LETTER' || recipient.email !== undefined, { path: ['recipient', 'email'], params: { rule: 'required' } }),
  (data) => data.customerNumber,
);
