import { Controller } from '@nestjs/common';
import {
  completePasswordReset, CompletePasswordResetBody, requestPasswordReset, RequestPasswordResetBody, requestUsernameReminder, RequestUsernameReminderBody,
} from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { Exchange } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { Accepted } from './accepted.reply.js';

/** Forgotten password and username. */
@Controller('api/v1')
export class ForgottenController {
  constructor(private readonly bus: Bus) {}

  @Route('POST /auth/password-resets', {
    summary: 'Ask for a new password',
    description: 'By username or by e-mail address. One mail lists the accounts, each with a token of its own. The answer is the same whatever happens.',
    auth: 'anyone',
    limit: 'password-reset',
    repeatsSafely: true,
    body: RequestPasswordResetBody,
    reply: Accepted,
    status: 202,
    example: { body: { email: 'erika.muster@muster-gmbh.example' }, reply: {} },
  })
  async requestPasswordReset({ body, origin, call }: Exchange<typeof RequestPasswordResetBody>) {
    await this.bus.ask(requestPasswordReset, { ...body, origin: origin() }, call);
    return {};
  }

  @Route('POST /auth/password-resets/complete', {
    summary: 'Set a new password with a reset token',
    description: 'Spends the token, ends all sessions and pauses of the account, and signs nobody in. After password-policy the token stays usable. Case, spaces and dashes of the token do not matter.',
    auth: 'anyone',
    limit: 'password-reset-completion',
    repeatsSafely: true,
    body: CompletePasswordResetBody,
    status: 204,
    errors: ['token-invalid', 'token-expired', 'password-policy'],
    example: { body: { resetToken: 'K7QM-2WXP-9RTA-4HDE-C8VB-3NZG-Y5SF', newPassword: 'Herbst+2026' } },
  })
  async completePasswordReset({ body, origin, call }: Exchange<typeof CompletePasswordResetBody>): Promise<void> {
    await this.bus.ask(completePasswordReset, { ...body, origin: origin() }, call);
  }

  @Route('POST /auth/username-reminders', {
    summary: 'Ask for a forgotten username',
    description: 'One mail lists every account of the address. The answer is the same whatever happens.',
    auth: 'anyone',
    limit: 'username-reminder',
    repeatsSafely: true,
    body: RequestUsernameReminderBody,
    reply: Accepted,
    status: 202,
    example: { body: { email: 'erika.muster@muster-gmbh.example' }, reply: {} },
  })
  async requestUsernameReminder({ body, origin, call }: Exchange<typeof RequestUsernameReminderBody>) {
    await this.bus.ask(requestUsernameReminder, { ...body, origin: origin() }, call);
    return {};
  }
}
