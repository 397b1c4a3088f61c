import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Origin, Uuid } from '../values.js';

/**
 * A new activation code to the address on file; older ones end.
 * @throws `not-found` also for those who are not invited (any more), `too-many-attempts`, `forbidden` for everybody but master administrators
 */
export const reissueSubAdministratorCode = command('identity', 'reissue-sub-administrator-code', {
  request: z.strictObject({ ...Caller, subAdministratorId: Uuid, origin: Origin }),
  reply: z.object({}),
});
