import { z } from 'zod';
import { command } from '../command.js';
import { Caller, CustomerNumber, Email, Uuid } from '../values.js';

/**
 * The active master administrator with this e-mail address, and whether the CRM says that the given mobile number is theirs. Where there is none, an
 * account that nobody has: whoever asks goes on as with a hit, so that nobody sees the difference.
 */
export const findMaster = command('identity', 'find-master', {
  request: z.strictObject({ ...Caller, email: Email, customerNumber: CustomerNumber }),
  reply: z.object({ masterId: Uuid, isMobileAuthorized: z.boolean() }),
});
