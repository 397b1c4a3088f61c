import { z } from 'zod';
import { AccessNumber, CustomerNumber, Product } from '../values.js';

export const Right = z.enum(['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE']);
export type Right = z.output<typeof Right>;

/** The ways on which a right comes to somebody. */
export const Via = z.enum(['LINK', 'CUSTOMER_CENTRE', 'TRANSFER', 'ASSIGNMENT']);
export type Via = z.output<typeof Via>;

/** A contract as somebody sees it who holds something on it. */
export const HeldContract = z.object({
  accessNumber: AccessNumber,
  customerNumber: CustomerNumber,
  product: Product,
  status: z.enum(['ACTIVE', 'ENDED']),
  rights: z.array(Right),
  sources: z.array(Via),
  /** Something of it comes from a link to the customer centre. */
  customerCentreLinked: z.boolean(),
});
export type HeldContract = z.output<typeof HeldContract>;
