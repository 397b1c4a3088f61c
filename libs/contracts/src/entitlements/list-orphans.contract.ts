import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { Uuid } from '../values.js';

/** A sub-administrator whom nobody is above any more. */
export const Orphan = z.object({
  accountId: Uuid,
  status: z.enum(['INVITED', 'ACTIVE', 'LOCKED']),
  firstName: z.string(),
  lastName: z.string(),
  company: z.string(),
  /** Who was above, and is closed; null where that is not known any more. */
  superiorId: Uuid.nullable(),
});
export type Orphan = z.output<typeof Orphan>;

/** For operators: sub-administrators, not closed, whose superior is. A page may hold fewer than asked for, even none, and not be the last. */
export const listOrphans = command('entitlements', 'list-orphans', {
  askedBy: 'operator',
  request: PageRequest.extend({ cursor: Uuid.optional() }),
  reply: page(Orphan),
});
