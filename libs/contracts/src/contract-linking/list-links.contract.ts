import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { ActorSchema, CustomerNumber, Instant, Uuid } from '../values.js';

/** A link as operators see it, open or ended. */
export const LinkRecord = z.object({
  linkId: Uuid,
  accountId: Uuid,
  customerNumber: CustomerNumber,
  /** How many contracts the number has that have begun and not ended, whatever became of the link. */
  contracts: z.number().int().min(0),
  linkedAt: Instant,
  endedAt: Instant.nullable(),
  /** Null for an open one, and for one that ended before this was kept. */
  endedBy: ActorSchema.nullable(),
});
export type LinkRecord = z.output<typeof LinkRecord>;

/** For operators: the links of an account or (exactly one of the two) of a customer number, open and ended, newest first. */
export const listLinks = command('contract-linking', 'list-links', {
  askedBy: 'operator',
  request: PageRequest.extend({ accountId: Uuid.optional(), customerNumber: CustomerNumber.optional() })
    .refine(({ accountId, customerNumber }) => (accountId === undefined) !== (customerNumber === undefined), { path: ['accountId'], params: { rule: 'required' } }),
  reply: page(LinkRecord),
});
