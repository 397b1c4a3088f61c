import { z } from 'zod';
import { command } from '../command.js';
import { page, PageRequest } from '../page.js';
import { Caller, CustomerNumber, Instant } from '../values.js';

export const CustomerLink = z.object({
  customerNumber: CustomerNumber,
  linkedAt: Instant,
  /** How many contracts the number has that have begun and not ended. */
  contracts: z.number().int().min(0),
});

/** The caller's own, by customer number. */
export const listCustomerLinks = command('contract-linking', 'list-customer-links', { request: PageRequest.extend(Caller), reply: page(CustomerLink) });
