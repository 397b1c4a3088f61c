import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Origin } from '../values.js';

/** The caller wants the new e-mail address no more; no error when there is none. */
export const withdrawPendingEmail = command('identity', 'withdraw-pending-email', {
  request: z.strictObject({ ...Caller, origin: Origin }),
  reply: z.object({}),
});
