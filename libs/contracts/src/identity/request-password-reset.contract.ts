import { z } from 'zod';
import { command } from '../command.js';
import { Email, Origin, UsernameText } from '../values.js';

/** What is still known: one of the two. */
const Remembered = { username: UsernameText.optional(), email: Email.optional() } as const;

function exactlyOne({ username, email }: { username?: string; email?: string }, context: z.RefinementCtx): void {
  if (username !== undefined && email !== undefined) context.addIssue({ code: 'custom', path: ['email'], params: { rule: 'unknown' } });
  if (username !== undefined || email !== undefined) return;
  for (const field of Object.keys(Remembered)) context.addIssue({ code: 'custom', path: [field], params: { rule: 'required' } });
}

/** Forgotten password, first step. */
export const RequestPasswordResetBody = z.strictObject(Remembered).superRefine(exactlyOne).meta({ minProperties: 1, maxProperties: 1 });

export const requestPasswordReset = command('identity', 'request-password-reset', {
  request: z.strictObject({ ...Remembered, origin: Origin }).superRefine(exactlyOne),
  reply: z.object({}),
});
