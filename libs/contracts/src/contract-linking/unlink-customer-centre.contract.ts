import { z } from 'zod';
import { command } from '../command.js';
import { AccessNumber, Caller, Origin } from '../values.js';

/** Repeating it succeeds. @throws `not-found` where the caller never linked it */
export const unlinkCustomerCentre = command('contract-linking', 'unlink-customer-centre', {
  request: z.strictObject({ accessNumber: AccessNumber, ...Caller, origin: Origin }),
  reply: z.object({}),
});
