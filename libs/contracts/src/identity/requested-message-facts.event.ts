import { z } from 'zod';
import { factContract } from '../fact.js';
import { ActorSchema, Instant, Uuid } from '../values.js';

/** Somebody asked for a message with a secret; it is on its way. The secret itself travels as a delivery, never here. */
const Requested = z.object({ actor: ActorSchema, accountId: Uuid, expiresAt: Instant });
const keyOf = (data: z.output<typeof Requested>) => data.accountId;

export const emailConfirmationRequested = factContract('bsp.evt.identity.email-confirmation.requested.v1', Requested, keyOf);
export const passwordResetRequested = factContract('bsp.evt.identity.password-reset.requested.v1', Requested, keyOf);
export const oneTimeCodeRequested = factContract('bsp.evt.identity.one-time-code.requested.v1', Requested, keyOf);
/** The specification lists it among those with `expiresAt`; a reminder carries nothing that expires, so here it is left out. */
export const usernameReminderRequested = factContract('bsp.evt.identity.username-reminder.requested.v1', Requested.partial({ expiresAt: true }), (data) => data.accountId);
