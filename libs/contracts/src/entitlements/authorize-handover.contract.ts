import { z } from 'zod';
import { command } from '../command.js';
import { AccessNumber, Caller, Origin } from '../values.js';

export const HandoverTarget = z.enum(['INVOICE_ONLINE', 'CUSTOMER_CENTRE', 'TELEPHONY_CENTRE', 'ADMINISTRATION_PORTAL']);
export type HandoverTarget = z.output<typeof HandoverTarget>;

export const HandoverBody = z.strictObject({ target: HandoverTarget });

/**
 * Says yes, or why not.
 * @throws `not-found` where the caller holds nothing, `target-not-available`, `customer-centre-not-linked` (param `accessNumberToLink`), `right-missing`
 */
export const authorizeHandover = command('entitlements', 'authorize-handover', {
  request: HandoverBody.extend({ accessNumber: AccessNumber, ...Caller, origin: Origin }),
  reply: z.object({}),
});
