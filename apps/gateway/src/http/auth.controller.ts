import { Controller } from '@nestjs/common';
import { type Origin, refreshSession, RefreshSessionBody, signIn, SignInBody, signOut, SignOutBody } from '#libs/contracts';
import { type Call, DomainError } from '#libs/kernel';
import { Bus } from '../bus/bus.js';
import type { Exchange } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { SessionChecks } from '../sessions/session-checks.js';
import { AccessTokenVerifier } from '../tokens/access-token.verifier.js';
import { Authenticated, SignInAnswer } from './authenticated.reply.js';
import { FailedSignIns } from './failed-sign-ins.js';
import { clearRefreshCookie, refreshTokenOf } from './refresh-cookie.js';
import { SessionAnswers } from './session-answers.js';

const EXAMPLE = { status: 'AUTHENTICATED', accessToken: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…', tokenType: 'Bearer', expiresIn: 300, requiredActions: ['CONTACT_DATA'] } as const;

/** Capability 3. */
@Controller('api/v1')
export class AuthController {
  constructor(
    private readonly bus: Bus,
    private readonly answers: SessionAnswers,
    private readonly verifier: AccessTokenVerifier,
    private readonly sessions: SessionChecks,
    private readonly failedSignIns: FailedSignIns,
  ) {}

  @Route('POST /auth/login', {
    summary: 'Sign in',
    description: 'The refresh token comes in the cookie bsp_refresh, or in the body with "tokenTransport": "body". Sales partners in the OTP procedure get a challenge instead, and eight digits by e-mail that answer it.',
    auth: 'anyone',
    limit: 'sign-in',
    repeatsSafely: true,
    body: SignInBody,
    reply: SignInAnswer,
    errors: ['invalid-credentials', 'account-locked', 'too-many-attempts'],
    example: { body: { username: 'erika.muster', password: 'Sommer+2026' }, reply: { ...EXAMPLE, requiredActions: ['CONTACT_DATA'] } },
  })
  async signIn(exchange: Exchange<typeof SignInBody>) {
    const { body, call } = exchange;
    const origin = exchange.origin();
    const askedAt = Date.now();
    const request = { username: body.username, password: body.password, origin };
    const session = await this.failedSignIns.counted(origin.ipPrefix, () => this.bus.ask(signIn, request, call));
    if ('challengeId' in session) return { status: 'OTP_REQUIRED' as const, ...session };
    return this.answers.authenticated(session, body.tokenTransport === 'body', askedAt, exchange);
  }

  @Route('POST /auth/refresh', {
    summary: 'Get a new access token',
    description: 'With the cookie bsp_refresh or with refreshToken in the body. Each refresh token is good for one use; a repetition within ten seconds gets the same successor.',
    auth: 'anyone',
    repeatsSafely: true,
    body: RefreshSessionBody,
    reply: Authenticated,
    errors: ['token-invalid'],
    example: { body: {}, reply: { ...EXAMPLE, requiredActions: [] } },
  })
  async refreshSession(exchange: Exchange<typeof RefreshSessionBody>) {
    const { body, origin, call, request, reply } = exchange;
    const fromCookie = body.refreshToken === undefined ? refreshTokenOf(request) : undefined;
    const refreshToken = body.refreshToken ?? fromCookie;
    if (refreshToken === undefined || refreshToken.length > 256) throw new DomainError('token-invalid');
    const askedAt = Date.now();
    try {
      const session = await this.bus.ask(refreshSession, { refreshToken, origin: origin() }, call);
      return this.answers.authenticated(session, fromCookie === undefined, askedAt, exchange);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'token-invalid') {
        // A token used twice has ended its session.
        this.sessions.forget(refreshToken.split('.')[0]!);
        if (fromCookie) clearRefreshCookie(request, reply);
      }
      throw error;
    }
  }

  @Route('POST /auth/logout', {
    summary: 'Sign out',
    description: 'With the access token, even an expired one, or the refresh token in cookie or body. Ends the session on every gateway; answers 204 whatever was sent.',
    auth: 'anyone',
    repeatsSafely: true,
    body: SignOutBody,
    status: 204,
    example: { body: {} },
  })
  async signOut({ body, origin, call, request, reply }: Exchange<typeof SignOutBody>): Promise<void> {
    const token = await this.verifier.verifyEvenExpired(request.headers);
    const refreshToken = body.refreshToken ?? refreshTokenOf(request)?.slice(0, 256);
    if (token) await this.endSession({ sessionId: token.sessionId, origin: origin() }, call);
    if (refreshToken) await this.endSession({ refreshToken, origin: origin() }, call);
    if (request.headers.cookie) clearRefreshCookie(request, reply);
  }

  private async endSession(named: { origin: Origin } & ({ sessionId: string } | { refreshToken: string }), call: Call): Promise<void> {
    const { sessionId } = await this.bus.ask(signOut, named, call).catch((error: unknown) => {
      // Only what could not be done is worth a word: an unknown token has nothing to end.
      if (error instanceof DomainError && error.kind !== 'unavailable' && error.kind !== 'internal') return { sessionId: undefined };
      throw error;
    });
    const ended = sessionId ?? ('sessionId' in named ? named.sessionId : undefined);
    if (ended) this.sessions.end(ended);
  }
}
