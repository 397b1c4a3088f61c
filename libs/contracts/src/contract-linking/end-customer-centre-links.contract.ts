import { z } from 'zod';
import { command } from '../command.js';
import { LostCentreLink, MOST_LOST_LINKS } from '../entitlements/list-lost-customer-centre-links.contract.js';
import { Caller } from '../values.js';

/** Ends those of the caller's links that entitlements has ended, before the stream tells of each. Those that have ended stay as they are. */
export const endCustomerCentreLinks = command('contract-linking', 'end-customer-centre-links', {
  request: z.strictObject({ links: z.array(LostCentreLink).min(1).max(MOST_LOST_LINKS), ...Caller }),
  reply: z.object({}),
});
