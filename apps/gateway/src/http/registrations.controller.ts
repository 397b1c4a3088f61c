import { Controller } from '@nestjs/common';
import { register, RegisterBody, resendActivationCode, ResendActivationCodeBody } from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { Exchange } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';
import { Accepted } from './accepted.reply.js';

/** Capability 1. */
@Controller('api/v1')
export class RegistrationsController {
  constructor(private readonly bus: Bus) {}

  @Route('POST /registrations', {
    summary: 'Register an account',
    description: 'The answer is the same whatever happens. What came of it is in the e-mail "Ihr Business Service Portal Account".',
    auth: 'anyone',
    limit: 'registration',
    body: RegisterBody,
    reply: Accepted,
    status: 202,
    example: {
      body: {
        salutation: 'MS', firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH', email: 'erika.muster@muster-gmbh.example',
        phone: '0228 1234567', customerNumber: '5512345678', locale: 'de', acceptTerms: true,
      },
      reply: {},
    },
  })
  async register({ body, origin, call }: Exchange<typeof RegisterBody>) {
    await this.bus.ask(register, { ...body, origin: origin() }, call);
    return {};
  }

  @Route('POST /registrations/resend', {
    summary: 'Ask for a new activation code',
    description: 'Ends the older code. The answer is the same whatever happens.',
    auth: 'anyone',
    limit: 'resend',
    body: ResendActivationCodeBody,
    reply: Accepted,
    status: 202,
    example: { body: { email: 'erika.muster@muster-gmbh.example', customerNumber: '5512345678' }, reply: {} },
  })
  async resendActivationCode({ body, origin, call }: Exchange<typeof ResendActivationCodeBody>) {
    await this.bus.ask(resendActivationCode, { ...body, origin: origin() }, call);
    return {};
  }
}
