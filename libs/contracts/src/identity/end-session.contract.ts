import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Origin, Uuid } from '../values.js';

/** Signs out another session of one's own. @throws `not-found` for anybody else's. */
export const endSession = command('identity', 'end-session', {
  request: z.strictObject({ ...Caller, endedSessionId: Uuid, origin: Origin }),
  reply: z.object({}),
});
