import { z } from 'zod';
import { LetterChannel } from '../crm/welcome-letter-requested.event.js';
import { factContract } from '../fact.js';
import { ActorSchema, CustomerNumber, Instant, Locale, Uuid } from '../values.js';

export const LetterState = z.enum(['ORDERED', 'DISPATCHED', 'REDEEMED', 'EXPIRED', 'REPLACED', 'BLOCKED']);
export type LetterState = z.output<typeof LetterState>;

const keyOf = (data: { letterId: string }) => data.letterId;
const Letter = z.object({ actor: ActorSchema, letterId: Uuid, customerNumber: CustomerNumber });

/** A one-time password was made; a letter or an e-mail takes it to its recipient. */
export const oneTimePasswordIssued = factContract(
  'bsp.evt.contract-linking.one-time-password.issued.v1',
  Letter.extend({ channel: LetterChannel, locale: Locale, expiresAt: Instant }),
  keyOf,
);
export const letterChanged = factContract('bsp.evt.contract-linking.letter.changed.v1', Letter.extend({ state: LetterState }), keyOf);
