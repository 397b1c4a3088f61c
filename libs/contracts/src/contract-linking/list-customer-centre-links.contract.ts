import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { AccessNumber, Caller, Instant } from '../values.js';

/** The caller's own, by access number. */
export const listCustomerCentreLinks = command('contract-linking', 'list-customer-centre-links', {
  request: PageRequest.extend(Caller),
  reply: page(z.object({ accessNumber: AccessNumber, linkedAt: Instant })),
});
