import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Uuid } from '../values.js';
import { SubAdministrator } from './sub-administrator.js';

/** @throws `not-found` for all that are not the caller's or are closed, `forbidden` for everybody but master administrators */
export const getSubAdministrator = command('identity', 'get-sub-administrator', {
  request: z.strictObject({ ...Caller, subAdministratorId: Uuid }),
  reply: SubAdministrator,
});
