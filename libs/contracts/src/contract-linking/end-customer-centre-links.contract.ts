import { z } from 'zod';
import { command } from '../command.js';
import { Caller, Uuid } from '../values.js';

/** Ends those of the caller's links that entitlements has ended already (`listEndedLinks`), before the stream tells of each. Those that have ended stay as they are. */
export const endCustomerCentreLinks = command('contract-linking', 'end-customer-centre-links', {
  request: z.strictObject({ linkIds: z.array(Uuid).min(1).max(1_000), ...Caller }),
  reply: z.object({}),
});
