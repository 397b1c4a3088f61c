import { z } from 'zod';
import { factContract } from '../fact.js';
import { ActorSchema, CustomerNumber, Instant, Locale, Uuid } from '../values.js';

const Registration = z.object({
  actor: ActorSchema,
  registrationId: Uuid,
  customerNumber: CustomerNumber,
  email: z.string(),
  locale: Locale,
  expiresAt: Instant,
});
const keyOf = (data: z.output<typeof Registration>) => data.registrationId;

export const registrationRequested = factContract('bsp.evt.identity.registration.requested.v1', Registration, keyOf);
/** No suitable contract became known within the grace; the registration waits. */
export const registrationPending = factContract('bsp.evt.identity.registration.pending.v1', Registration, keyOf);
/** The e-mail address belongs to a master administrator already. */
export const registrationRefusedExisting = factContract('bsp.evt.identity.registration.refused-existing.v1', Registration, keyOf);
