import type { Channel } from './message.js';

/** Who gets a one-time password, as the CRM names them. */
export interface LetterRecipient {
  salutation: string;
  firstName: string;
  lastName: string;
  company: string;
  street: string;
  houseNumber: string;
  postalCode: string;
  city: string;
  email?: string | undefined;
}

/** A one-time password on its way (capability 9). Instants are RFC 3339. */
export interface WelcomeLetter {
  letterId: string;
  customerNumber: string;
  channel: Channel;
  recipient: LetterRecipient;
  code: string;
  issuedAt: string;
  expiresAt: string;
}
