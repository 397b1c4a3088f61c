import { z } from 'zod';
import { command } from '../command.js';
import { AccessNumber, Caller, Origin, text, Uuid } from '../values.js';

/** As typed: a password is neither trimmed nor cut. */
const Secret = z.string().min(1).max(128);

/** Capability 10. What is in it is shown to the login service and kept nowhere. */
export const LinkCustomerCentreBody = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('TELEKOM_LOGIN'), username: text(1, 128), password: Secret }),
  z.strictObject({ method: z.literal('ACCESS_NUMBER'), accessNumber: AccessNumber, personalPassword: Secret }),
]);
export type LinkCustomerCentreBody = z.output<typeof LinkCustomerCentreBody>;

/** Milliseconds for the command that asks the login service, which itself gets 2,500. */
const TIMEOUT_MS = 4_000;

/**
 * First step: asks the login service whose credentials these are. `verificationId` is good for one minute, for this caller only.
 * @throws `login-service-rejected`, `too-many-attempts`, `external-service-unavailable`
 */
export const verifyCustomerCentreLogin = command('contract-linking', 'verify-customer-centre-login', {
  timeoutMs: TIMEOUT_MS,
  request: z.strictObject({ credentials: LinkCustomerCentreBody, ...Caller, origin: Origin }),
  reply: z.object({ verificationId: Uuid, accessNumbers: z.array(AccessNumber) }),
});

/**
 * Second step: links those of the verified access numbers that the caller administers, as entitlements says. Linked ones stay as they are.
 * @throws `no-matching-contract` where none is left, `not-found` for a verification that is too old or another caller's
 */
export const linkCustomerCentre = command('contract-linking', 'link-customer-centre', {
  request: z.strictObject({ verificationId: Uuid, administered: z.array(AccessNumber), ...Caller, origin: Origin }),
  reply: z.object({ accessNumbers: z.array(AccessNumber) }),
});
