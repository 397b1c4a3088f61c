import { z } from 'zod';
import { AccessNumber, CustomerNumber, Product, Uuid } from '../values.js';

/** Another master administrator as one is shown whom something is, or can be, transferred to. `candidateId` means nothing to anybody but the caller. */
export const Candidate = z.object({ candidateId: Uuid, firstName: z.string(), lastName: z.string(), company: z.string() });

/** One of the caller's own contracts, and whether it is transferred to the candidate now. */
export const TransferOption = z.object({ accessNumber: AccessNumber, customerNumber: CustomerNumber, product: Product, granted: z.boolean() });
export type TransferOption = z.output<typeof TransferOption>;

/** Number of the last save of a set, 0 before the first: what an ETag is made of. */
export const SaveNumber = z.number().int().min(0);

/** Save numbers that `If-Match` names; null where it accepts whatever there is (`*`). */
export const ExpectedSaves = z.array(SaveNumber).max(16).nullable();
