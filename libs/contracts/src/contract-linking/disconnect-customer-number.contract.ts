import { z } from 'zod';
import { command } from '../command.js';
import { Caller, CustomerNumber, Origin } from '../values.js';

/** `confirm`: the customer number itself, or `last-administrator` where an active contract would have no connected account left. */
export const DisconnectCustomerNumberQuery = z.strictObject({ confirm: z.string().trim().max(32).optional() });

/** Repeating it succeeds. @throws `not-found` where the caller was never connected, `validation-failed` without a fitting `confirm`, `last-administrator` */
export const disconnectCustomerNumber = command('contract-linking', 'disconnect-customer-number', {
  request: DisconnectCustomerNumberQuery.extend({ ...Caller, customerNumber: CustomerNumber, origin: Origin }),
  reply: z.object({}),
});
