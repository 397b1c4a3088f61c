import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Origin, Uuid } from '../values.js';

/** Closes the account. @throws `not-found` for all that are not the caller's or are closed, `forbidden` for everybody but master administrators */
export const removeSubAdministrator = command('identity', 'remove-sub-administrator', {
  request: z.strictObject({ ...Caller, subAdministratorId: Uuid, origin: Origin }),
  reply: z.object({}),
});
