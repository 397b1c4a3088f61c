import { z } from 'zod';
import { command } from '../command.js';
import { CodeText, Instant, Origin, Role } from '../values.js';

/** Capability 2, first step: shows the code, spends nothing. */
export const CheckActivationCodeBody = z.strictObject({ activationCode: CodeText });

export const checkActivationCode = command('identity', 'check-activation-code', {
  request: CheckActivationCodeBody.extend({ origin: Origin }),
  reply: z.object({
    activationToken: z.string(),
    expiresAt: Instant,
    role: Role,
    passwordPolicy: z.enum(['STANDARD', 'DIGITS']),
  }),
});
