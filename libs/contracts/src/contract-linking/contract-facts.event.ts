import { z } from 'zod';
import { factContract } from '../fact.js';
import { AccessNumber, ActorSchema, CustomerNumber, Instant, Product } from '../values.js';

const Contract = z.object({
  actor: ActorSchema,
  accessNumber: AccessNumber,
  customerNumber: CustomerNumber,
  product: Product,
  validFrom: Instant,
  /** Which life of its access number this is, counted from 1: with another one everything held on the one before is gone. */
  life: z.number().int().min(1).optional(),
});
const keyOf = (data: { accessNumber: string }) => data.accessNumber;

/** A contract of a known fixed-line customer number exists (first, anew after an end, or corrected). */
export const contractOpened = factContract('bsp.evt.contract-linking.contract.opened.v1', Contract, keyOf);
/** It belongs to another customer number now; what hung on the old one ends. */
export const contractMoved = factContract('bsp.evt.contract-linking.contract.moved.v1', Contract, keyOf);
/** It ends, or ended, at `terminatedAt`. */
export const contractEnded = factContract('bsp.evt.contract-linking.contract.ended.v1', Contract.extend({ terminatedAt: Instant }), keyOf);
