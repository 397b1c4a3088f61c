import { z } from 'zod';
import { command } from '../command.js';
import { CustomerNumber, Email, Origin } from '../values.js';

export const ResendActivationCodeBody = z.strictObject({ email: Email, customerNumber: CustomerNumber });

export const resendActivationCode = command('identity', 'resend-activation-code', {
  request: ResendActivationCodeBody.extend({ origin: Origin }),
  reply: z.object({}),
});
