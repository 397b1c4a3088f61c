import { z } from 'zod';
import { command } from '../command.js';
import { Origin, PasswordText, UsernameText } from '../values.js';

/** Capability 2, second step: spends code and token in one guarded write. */
export const CompleteActivationBody = z.strictObject({
  activationToken: z.string().min(1).max(512),
  username: UsernameText,
  password: PasswordText,
});

export const completeActivation = command('identity', 'complete-activation', {
  request: CompleteActivationBody.extend({ origin: Origin }),
  reply: z.object({ username: z.string() }),
});
