import { z } from 'zod';
import { command } from '../command.js';
import { Caller, CodeText, CustomerNumber, Origin } from '../values.js';

/** Capability 9. */
export const ConnectCustomerNumberBody = z.strictObject({ customerNumber: CustomerNumber, oneTimePassword: CodeText });

/** @throws `already-linked` (spends nothing), `too-many-attempts`, `code-invalid`; to whoever holds the right one `code-expired`, `code-used` */
export const connectCustomerNumber = command('contract-linking', 'connect-customer-number', {
  request: ConnectCustomerNumberBody.extend({ ...Caller, origin: Origin }),
  reply: z.object({ customerNumber: CustomerNumber }),
});
