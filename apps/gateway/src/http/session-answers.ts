import { Injectable } from '@nestjs/common';
import type { OpenedSession } from '#libs/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionChecks } from '../sessions/session-checks.js';
import { AccessTokenIssuer } from '../tokens/access-token.issuer.js';
import type { Authenticated } from './authenticated.reply.js';
import { setRefreshCookie } from './refresh-cookie.js';

/** What a session that was opened or refreshed is answered with, however it came about. */
@Injectable()
export class SessionAnswers {
  constructor(
    private readonly issuer: AccessTokenIssuer,
    private readonly sessions: SessionChecks,
  ) {}

  /** `askedAt`: epoch ms before identity was asked; `inBody`: where the refresh token goes. */
  authenticated(session: OpenedSession, inBody: boolean, askedAt: number, { request, reply }: { request: FastifyRequest; reply: FastifyReply }): Authenticated {
    const { sessionId, requiredActions, refreshToken, refreshExpiresAt } = session;
    this.sessions.opened(sessionId, requiredActions.includes('CONTACT_DATA'), askedAt);
    if (!inBody) setRefreshCookie(request, reply, refreshToken, new Date(refreshExpiresAt));
    return { status: 'AUTHENTICATED', ...this.issuer.issue(session), tokenType: 'Bearer', ...(inBody && { refreshToken }), requiredActions };
  }
}
