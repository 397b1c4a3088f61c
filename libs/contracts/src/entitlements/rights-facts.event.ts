import { z } from 'zod';
import { factContract } from '../fact.js';
import { AccessNumber, ActorSchema, Instant, Uuid } from '../values.js';
import { Right, Via } from './right.js';

/** `chain`: ids of the grants from the connecting account down to this one; `cause`: the `aggregate.event` that brought it about, e.g. `customer.unlinked`; `until`: of an assignment that ends by itself. */
const Rights = z.object({
  actor: ActorSchema,
  accountId: Uuid,
  accessNumber: AccessNumber,
  rights: z.array(Right),
  via: Via,
  fromAccountId: Uuid.optional(),
  chain: z.array(Uuid),
  cause: z.string(),
  until: Instant.optional(),
});
const keyOf = (data: { accessNumber: string }) => data.accessNumber;

/** Somebody holds these rights now by this grant. */
export const rightsGranted = factContract('bsp.evt.entitlements.rights.granted.v1', Rights, keyOf);
/** Not any more by this grant; they may hold them another way. */
export const rightsRevoked = factContract('bsp.evt.entitlements.rights.revoked.v1', Rights, keyOf);
