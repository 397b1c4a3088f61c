import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Origin, Uuid } from '../values.js';

export const endOtherSessions = command('identity', 'end-other-sessions', {
  request: z.strictObject({ ...Caller, origin: Origin }),
  reply: z.object({ endedSessionIds: z.array(Uuid) }),
});
