import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { AccessNumber, ActorSchema, Caller, Instant, Uuid } from '../values.js';
import { Party } from './explain-rights.contract.js';
import { Right, Via } from './right.js';

export const HistoryKind = z.enum(['GRANTED', 'CHANGED', 'REVOKED']);

/** One thing that happened to a grant. `rights`: those given, changed in their end, or taken; `version`: of the contract's rights, which numbers the rows. */
export const HistoryEntry = z.object({
  version: z.number().int().min(1),
  at: Instant,
  kind: HistoryKind,
  via: Via,
  grantId: Uuid,
  by: Party.nullable(),
  to: Party,
  rights: z.array(Right),
  until: Instant.nullable(),
  cause: z.string(),
  actor: z.object({ kind: ActorSchema.shape.kind }),
});
export type HistoryEntry = z.output<typeof HistoryEntry>;

export const HistoryQuery = PageRequest.extend({ cursor: z.string().regex(/^\d{1,15}$/).optional() });

/** Newest first: grants that the caller has or had, gives or gave. @throws `not-found` where there is none */
export const listRightsHistory = command('entitlements', 'list-rights-history', { request: HistoryQuery.extend({ ...Caller, accessNumber: AccessNumber }), reply: page(HistoryEntry) });
