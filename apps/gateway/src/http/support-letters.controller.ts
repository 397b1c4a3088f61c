import { Controller } from '@nestjs/common';
import { supportListLetters, SupportLettersQuery, supportReissueLetter, SupportReissueLetterBody } from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';

const SUPPORT = ['SUPPORT_AGENT'] as const;
const LETTER_ID = '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d';
const EXPIRY = '2026-01-25T09:30:00.000Z';

/** The hotline and the letters with one-time passwords. */
@Controller('api/v1')
export class SupportLettersController {
  constructor(private readonly bus: Bus) {}

  @Route('GET /support/letters', {
    summary: 'Letters of a customer number',
    description: 'Newest first; neither the one-time password nor the address is shown.',
    auth: 'signed-in',
    roles: SUPPORT,
    needsReason: true,
    query: SupportLettersQuery,
    reply: supportListLetters.reply,
    example: {
      reply: { items: [{ letterId: LETTER_ID, channel: 'LETTER', state: 'DISPATCHED', issuedAt: '2026-01-15T09:30:00.000Z', dispatchedAt: '2026-01-15T09:30:02.000Z', expiresAt: EXPIRY }], nextCursor: null },
    },
  })
  supportListLetters({ query, reason, caller, origin, call }: SignedIn<Nothing, typeof SupportLettersQuery>) {
    return this.bus.ask(supportListLetters, { ...query, ...caller, reason, origin: origin() }, call);
  }

  @Route('POST /support/welcome-letters', {
    summary: 'Send a customer a new one-time password',
    description: 'Only to the recipient of the last request of the CRM; older ones of the number end. At most 10 an hour and 20 a day per customer number.',
    auth: 'signed-in',
    roles: SUPPORT,
    body: SupportReissueLetterBody,
    reply: supportReissueLetter.reply,
    status: 202,
    errors: ['no-recipient-known', 'too-many-attempts'],
    example: { body: { customerNumber: '7123456789', channel: 'EMAIL', reason: 'Anruf der Kundin, Brief nicht angekommen' }, reply: { letterId: LETTER_ID, expiresAt: EXPIRY } },
  })
  supportReissueLetter({ body, caller, origin, call }: SignedIn<typeof SupportReissueLetterBody>) {
    return this.bus.ask(supportReissueLetter, { ...body, ...caller, origin: origin() }, call);
  }
}
