import { Controller } from '@nestjs/common';
import { endOtherSessions, endSession, listSessions, PageRequest, Uuid } from '#libs/contracts';
import { z } from 'zod';
import { Bus } from '../bus/bus.js';
import type { Nothing, SignedIn } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { SessionChecks } from '../sessions/session-checks.js';

const SessionPath = z.object({ id: Uuid });

/** Where I am signed in, and "sign out there". */
@Controller('api/v1')
export class MySessionsController {
  constructor(
    private readonly bus: Bus,
    private readonly sessions: SessionChecks,
  ) {}

  @Route('GET /me/sessions', {
    summary: 'My sessions',
    auth: 'signed-in',
    beforeContactData: true,
    query: PageRequest,
    reply: listSessions.reply,
    example: {
      reply: {
        items: [{ id: '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d', current: true, device: 'Firefox 128, Windows 10', ipPrefix: '203.0.113.0/24', createdAt: '2026-01-15T09:30:00.000Z', lastUsedAt: '2026-01-15T09:42:10.000Z' }],
        nextCursor: null,
      },
    },
  })
  listSessions({ query, caller, call }: SignedIn<Nothing, typeof PageRequest>) {
    return this.bus.ask(listSessions, { ...query, ...caller }, call);
  }

  @Route('DELETE /me/sessions/{id}', { summary: 'Sign out one of my sessions', auth: 'signed-in', beforeContactData: true, params: SessionPath, status: 204, errors: ['not-found'] })
  async endSession({ params, caller, origin, call }: SignedIn<Nothing, Nothing, typeof SessionPath>): Promise<void> {
    await this.bus.ask(endSession, { ...caller, endedSessionId: params.id, origin: origin() }, call);
    this.sessions.end(params.id);
  }

  @Route('DELETE /me/sessions', { summary: 'Sign out all my other sessions', auth: 'signed-in', beforeContactData: true, status: 204 })
  async endOtherSessions({ caller, origin, call }: SignedIn): Promise<void> {
    const { endedSessionIds } = await this.bus.ask(endOtherSessions, { ...caller, origin: origin() }, call);
    for (const sessionId of endedSessionIds) this.sessions.end(sessionId);
  }
}
