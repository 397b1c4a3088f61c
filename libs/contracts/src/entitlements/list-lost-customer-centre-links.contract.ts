import { z } from 'zod';
import { command } from '../command.js';
import { ActorSchema, Caller, Uuid } from '../values.js';

/** A link to the Kundencenter that entitlements has ended, because it lost its basis by what `actor` did; `cause` in one word. */
export const LostCentreLink = z.object({ linkId: Uuid, actor: ActorSchema, cause: z.string() });

/** Links of one answer. */
export const MOST_LOST_LINKS = 1_000;

/** Those of the caller's that contract-linking has not confirmed yet, by id, at most so many; `after`: the last one already seen. */
export const listLostCustomerCentreLinks = command('entitlements', 'list-lost-customer-centre-links', {
  request: z.strictObject({ ...Caller, after: Uuid.optional() }),
  reply: z.object({ links: z.array(LostCentreLink) }),
});
