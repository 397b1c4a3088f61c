import { z } from 'zod';
import { command } from '../command.js';
import { Origin, PasswordText } from '../values.js';

/** Forgotten password, second step: spends the token and sets the new password in one guarded write. */
export const CompletePasswordResetBody = z.strictObject({ resetToken: z.string().trim().min(1).max(512), newPassword: PasswordText });

export const completePasswordReset = command('identity', 'complete-password-reset', {
  request: CompletePasswordResetBody.extend({ origin: Origin }),
  reply: z.object({}),
});
