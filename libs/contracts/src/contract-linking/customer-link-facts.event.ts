import { z } from 'zod';
import { factContract } from '../fact.js';
import { AccessNumber, ActorSchema, CustomerNumber, Uuid } from '../values.js';

const CustomerLink = z.object({
  actor: ActorSchema,
  /** Whose link it is. */
  accountId: Uuid,
  linkId: Uuid,
  /** 1 for `linked`, 2 for `unlinked`. */
  version: z.number().int().min(1),
  customerNumber: CustomerNumber,
  /** What the number has at that moment; contracts to come are held too. */
  accessNumbers: z.array(AccessNumber),
});
const keyOf = (data: { linkId: string }) => data.linkId;

/** An account is connected with a customer number (capability 9). `others`: the accounts that were connected before; they are told by e-mail. */
export const customerLinked = factContract('bsp.evt.contract-linking.customer.linked.v1', CustomerLink.extend({ others: z.array(Uuid).default([]) }), keyOf);
export const customerUnlinked = factContract('bsp.evt.contract-linking.customer.unlinked.v1', CustomerLink, keyOf);
