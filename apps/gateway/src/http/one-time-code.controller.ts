import { Controller } from '@nestjs/common';
import { completeSignIn, CompleteSignInBody } from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { Exchange } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { Authenticated } from './authenticated.reply.js';
import { SessionAnswers } from './session-answers.js';

/** Capability 3 in the OTP procedure of sales partners. */
@Controller('api/v1')
export class OneTimeCodeController {
  constructor(
    private readonly bus: Bus,
    private readonly answers: SessionAnswers,
  ) {}

  @Route('POST /auth/otp', {
    summary: 'Complete a sign-in with a one-time code',
    description: 'Eight digits from the e-mail that the sign-in caused; spaces and dashes do not matter. Good for five tries, one use and a few minutes; after that sign in again for a new one.',
    auth: 'anyone',
    limit: 'one-time-code',
    repeatsSafely: true,
    body: CompleteSignInBody,
    reply: Authenticated,
    errors: ['code-invalid', 'code-expired', 'code-used', 'invalid-credentials', 'account-locked', 'too-many-attempts'],
    example: {
      body: { challengeId: '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d', code: '40718293' },
      reply: { status: 'AUTHENTICATED', accessToken: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…', tokenType: 'Bearer', expiresIn: 300, requiredActions: [] },
    },
  })
  async completeSignIn(exchange: Exchange<typeof CompleteSignInBody>) {
    const { body, origin, call } = exchange;
    const { challengeId, code, tokenTransport } = body;
    const askedAt = Date.now();
    const session = await this.bus.ask(completeSignIn, { challengeId, code, origin: origin() }, call);
    return this.answers.authenticated(session, tokenTransport === 'body', askedAt, exchange);
  }
}
