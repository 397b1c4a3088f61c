import { z } from 'zod';
import { Instant, Uuid } from '../values.js';

/** A sub-administrator as their own master administrator sees them; closed ones are seen by nobody. */
export const SubAdministrator = z.object({
  id: Uuid,
  /** Null while invited. */
  username: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  status: z.enum(['INVITED', 'ACTIVE', 'LOCKED']),
  /** Until when the newest activation code is good; null unless invited. */
  invitedUntil: Instant.nullable(),
  lastLoginAt: Instant.nullable(),
});
export type SubAdministrator = z.output<typeof SubAdministrator>;
