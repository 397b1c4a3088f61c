import { z } from 'zod';
import { LetterChannel, LetterRecipient } from '../crm/welcome-letter-requested.event.js';
import { deliveryContract } from '../fact.js';
import { CustomerNumber, Instant, Uuid } from '../values.js';

/** A one-time password on its way, as an e-mail or as a letter for the print spool. */
export const welcomeLetterDelivery = deliveryContract(
  'welcome-letter',
  z.object({ letterId: Uuid, customerNumber: CustomerNumber, channel: LetterChannel, recipient: LetterRecipient, code: z.string(), issuedAt: Instant, expiresAt: Instant }),
);
