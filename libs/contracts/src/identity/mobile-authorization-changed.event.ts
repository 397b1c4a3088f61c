import { z } from 'zod';
import { factContract } from '../fact.js';
import { ActorSchema, CustomerNumber, Uuid } from '../values.js';

/** A master administrator has (no longer) a mobile customer number, and can be found by it. */
export const mobileAuthorizationChanged = factContract(
  'bsp.evt.identity.mobile-authorization.changed.v1',
  z.object({ actor: ActorSchema, accountId: Uuid, customerNumber: CustomerNumber, granted: z.boolean() }),
  (data) => data.accountId,
);
