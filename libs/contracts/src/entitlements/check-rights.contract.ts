import { z } from 'zod';
import { command } from '../command.js';
import { AccessNumber, Caller, Uuid } from '../values.js';
import { Right } from './right.js';

/** Whether somebody holds a right now. For systems outside too, as far as their user on the bus may ask. `version`: of the contract's rights, 0 where it is unknown. */
export const checkRights = command('entitlements', 'check-rights', {
  request: z.strictObject({ accountId: Uuid, accessNumber: AccessNumber, right: Right }),
  reply: z.object({ allowed: z.boolean(), version: z.number().int().min(0) }),
});

/** Which of these contracts the caller administers now. */
export const filterAdministered = command('entitlements', 'filter-administered', {
  request: z.strictObject({ accessNumbers: z.array(AccessNumber).max(10_000), ...Caller }),
  reply: z.object({ accessNumbers: z.array(AccessNumber) }),
});
