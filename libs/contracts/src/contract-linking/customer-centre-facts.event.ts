import { z } from 'zod';
import { factContract } from '../fact.js';
import { AccessNumber, ActorSchema, Product, Uuid } from '../values.js';

const CustomerCentreLink = z.object({
  actor: ActorSchema,
  /** Whose link it is. */
  accountId: Uuid,
  linkId: Uuid,
  /** 1 for `linked`, 2 for `unlinked`. */
  version: z.number().int().min(1),
  accessNumber: AccessNumber,
  product: Product,
  /** The same for all links that one request made or ended: one e-mail tells of all. */
  saveId: Uuid,
});
const keyOf = (data: { linkId: string }) => data.linkId;

/** An account linked the customer centre of a contract (capability 10). */
export const customerCentreLinked = factContract('bsp.evt.contract-linking.customer-centre.linked.v1', CustomerCentreLink, keyOf);
export const customerCentreUnlinked = factContract('bsp.evt.contract-linking.customer-centre.unlinked.v1', CustomerCentreLink, keyOf);
