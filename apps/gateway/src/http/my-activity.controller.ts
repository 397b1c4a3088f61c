import { Controller } from '@nestjs/common';
import { listActivity, PageRequest } from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';

const ORIGIN = { ipPrefix: '203.0.113.0/24', device: 'Firefox 128, Windows 10' };

/** What happened to my account. */
@Controller('api/v1')
export class MyActivityController {
  constructor(private readonly bus: Bus) {}

  @Route('GET /me/activity', {
    summary: 'What happened to my account',
    description: 'Every security-relevant change, newest first: who did it, from where, and what it was about.',
    auth: 'signed-in',
    query: PageRequest,
    reply: listActivity.reply,
    example: {
      reply: {
        items: [
          { at: '2026-01-15T09:42:10.000Z', type: 'CONTACT_DATA_CHANGED', actor: { kind: 'SELF' }, origin: ORIGIN, details: { changedFields: ['phone'] } },
          { at: '2026-01-15T09:30:00.000Z', type: 'SIGNED_IN', actor: { kind: 'SELF' }, origin: ORIGIN, details: {} },
        ],
        nextCursor: null,
      },
    },
  })
  listActivity({ query, caller, call }: SignedIn<Nothing, typeof PageRequest>) {
    return this.bus.ask(listActivity, { ...query, ...caller }, call);
  }
}
