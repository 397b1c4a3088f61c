import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Uuid } from '../values.js';

export const endOtherSessions = command('identity', 'end-other-sessions', {
  request: z.strictObject(Caller),
  reply: z.object({ endedSessionIds: z.array(Uuid) }),
});
