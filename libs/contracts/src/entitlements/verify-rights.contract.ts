import { z } from 'zod';
import { command } from '../command.js';
import { AccessNumber, CustomerNumber, Product } from '../values.js';
import { page, PageRequest } from '../page.js';

/** What is wrong with the rights on one contract. */
export const RightsFault = z.object({ accessNumber: AccessNumber, fault: z.enum(['BROKEN_CHAIN', 'MISSING_ROW', 'OTHER_GRANTS', 'OTHER_RIGHTS', 'OTHER_HOLDERS']), detail: z.string() });

/** For operators: recomputes the rights on some contracts from their history and compares. `cursor`: the last access number looked at. */
export const verifyRights = command('entitlements', 'verify-rights', {
  askedBy: 'operator',
  request: z.strictObject({ accessNumber: AccessNumber.optional(), cursor: AccessNumber.optional() }),
  reply: z.object({ contracts: z.number().int(), rows: z.number().int(), faults: z.array(RightsFault), nextCursor: AccessNumber.nullable() }),
});

/** For operators: contracts in force that somebody was connected with once, and nobody is. */
export const listOrphanedContracts = command('entitlements', 'list-orphaned-contracts', {
  askedBy: 'operator',
  request: PageRequest.extend({ cursor: AccessNumber.optional() }),
  reply: page(z.object({ accessNumber: AccessNumber, customerNumber: CustomerNumber, product: Product })),
});
