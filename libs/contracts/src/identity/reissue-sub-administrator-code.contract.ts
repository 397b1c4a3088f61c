import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Origin, Uuid } from '../values.js';

/** There is nothing to choose: the code goes to the address on file. */
export const ReissueSubAdministratorCodeBody = z.strictObject({});

/**
 * A new activation code for one of the caller's sub-administrators; older ones end.
 * @throws `not-found` also for those who are not invited (any more), `too-many-attempts`, `forbidden` for everybody but master administrators
 */
export const reissueSubAdministratorCode = command('identity', 'reissue-sub-administrator-code', {
  request: z.strictObject({ ...Caller, subAdministratorId: Uuid, origin: Origin }),
  reply: z.object({}),
});
