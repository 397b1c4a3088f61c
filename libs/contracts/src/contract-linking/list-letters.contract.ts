import { z } from 'zod';
import { command } from '../command.js';
import { LetterChannel } from '../crm/welcome-letter-requested.event.js';
import { page, PageRequest } from '../page.js';
import { Caller, CustomerNumber, Instant, Origin, Reason, Uuid } from '../values.js';
import { LetterState } from './letter-facts.event.js';

export const Letter = z.object({
  letterId: Uuid,
  channel: LetterChannel,
  state: LetterState,
  issuedAt: Instant,
  /** When it was written into the print spool, or the mail server took it. */
  dispatchedAt: Instant.nullable(),
  expiresAt: Instant,
});

export const SupportLettersQuery = PageRequest.extend({ customerNumber: CustomerNumber });

/** For support agents: the letters of a customer number, newest first; never their code, never their address. */
export const supportListLetters = command('contract-linking', 'support-list-letters', {
  request: SupportLettersQuery.extend({ ...Caller, reason: Reason, origin: Origin }),
  reply: page(Letter),
});

/** For operators: the same. */
export const listLetters = command('contract-linking', 'list-letters', {
  askedBy: 'operator',
  request: SupportLettersQuery.extend({ reason: Reason }),
  reply: page(Letter),
});
