import { z } from 'zod';
import { command } from '../command.js';
import { Caller } from '../values.js';

/** Whether a session lives, and whether its contact data are still missing. */
export const checkSession = command('identity', 'check-session', {
  request: z.strictObject(Caller),
  reply: z.object({ alive: z.boolean(), contactDataRequired: z.boolean() }),
});
