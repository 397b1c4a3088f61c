import { z } from 'zod';
import { factContract } from '../fact.js';
import { AccessNumber, ActorSchema, Uuid } from '../values.js';

/** How many contracts something concerns, and the first of them. */
const Contracts = z.object({ count: z.number().int().min(0), accessNumbers: z.array(AccessNumber).max(50) });

/**
 * One save, or whatever else changed rights, gave an account rights by transfer or assignment, or took some: one fact for each account and
 * transaction, so that one e-mail tells of it. `fromAccountId`: whoever gave them, where that is one. `cause`: as in `rights.granted`.
 */
export const sharesChanged = factContract(
  'bsp.evt.entitlements.shares.changed.v1',
  z.object({
    saveId: Uuid,
    actor: ActorSchema,
    accountId: Uuid,
    fromAccountId: Uuid.optional(),
    via: z.enum(['TRANSFER', 'ASSIGNMENT']),
    granted: Contracts,
    revoked: Contracts,
    cause: z.string(),
  }),
  ({ saveId, accountId }) => `${saveId}.${accountId}`,
);
