import { DomainError } from '#libs/kernel';
import { compareStamps, type Stamp } from './stamp.js';

export type LetterChannel = 'EMAIL' | 'LETTER';

export interface LetterRecipient {
  salutation: 'MR' | 'MS' | 'DIVERSE' | 'NONE';
  firstName: string;
  lastName: string;
  company: string;
  street: string;
  houseNumber: string;
  postalCode: string;
  city: string;
  email?: string | undefined;
}

/** What the CRM asked for, and when. */
export interface LetterRequest {
  customerNumber: string;
  channel: LetterChannel;
  recipient: LetterRecipient;
  locale: 'de' | 'en';
  stamp: Stamp;
}

/** Of two requests for a number the later one counts, in whatever order they come. */
export function isNewer(request: LetterRequest, known: LetterRequest | undefined): boolean {
  return known === undefined || compareStamps(request.stamp, known.stamp) > 0;
}

/** To whom a letter may be sent anew: nobody chooses an address. @throws DomainError `no-recipient-known`, also for an e-mail where no address is known */
export function recipientFor(channel: LetterChannel, known: LetterRequest | undefined): LetterRequest {
  if (!known || (channel === 'EMAIL' && known.recipient.email === undefined)) throw new DomainError('no-recipient-known');
  return known;
}
