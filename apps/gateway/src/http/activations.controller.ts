import { Controller } from '@nestjs/common';
import { checkActivationCode, CheckActivationCodeBody, completeActivation, CompleteActivationBody } from '#libs/contracts';
import { Bus } from '../bus/bus.js';
import type { Exchange } from '../route/exchange.js';
import { Route } from '../route/route.decorator.js';

/** Capability 2. */
@Controller('api/v1')
export class ActivationsController {
  constructor(private readonly bus: Bus) {}

  @Route('POST /activations', {
    summary: 'Show an activation code',
    description: 'Spends nothing and may be repeated. Case, spaces and dashes of the code do not matter.',
    auth: 'anyone',
    limit: 'activation-code',
    body: CheckActivationCodeBody,
    reply: checkActivationCode.reply,
    errors: ['code-invalid', 'code-expired', 'code-used'],
    example: {
      body: { activationCode: 'K7QM-2WXP-9RTA-4HDE' },
      reply: { activationToken: 'MDE5YTg…', expiresAt: '2026-01-15T09:30:00.000Z', role: 'MASTER_ADMINISTRATOR', passwordPolicy: 'STANDARD' },
    },
  })
  checkActivationCode({ body, origin, call }: Exchange<typeof CheckActivationCodeBody>) {
    return this.bus.ask(checkActivationCode, { ...body, origin: origin() }, call);
  }

  @Route('POST /activations/complete', {
    summary: 'Activate the account with username and password',
    description: 'Spends code and token together. After username-taken, password-policy or validation-failed both stay usable.',
    auth: 'anyone',
    limit: 'activation',
    body: CompleteActivationBody,
    reply: completeActivation.reply,
    status: 201,
    errors: ['username-taken', 'password-policy', 'token-invalid', 'token-expired', 'code-expired', 'code-used'],
    example: { body: { activationToken: 'MDE5YTg…', username: 'erika.muster', password: 'Sommer+2026' }, reply: { username: 'erika.muster' } },
  })
  completeActivation({ body, origin, call }: Exchange<typeof CompleteActivationBody>) {
    return this.bus.ask(completeActivation, { ...body, origin: origin() }, call);
  }
}
