import { customerCentreLinked, customerCentreUnlinked, fact } from '#libs/contracts';
import type { Actor, NewFact } from '#libs/kernel';
import { type CustomerCentreLink, versionOf } from '../domain/customer-centre-link.js';

/** The fact that says how a link is now. `saveId`: one for all links of a request. */
export function factOfLink(link: CustomerCentreLink, actor: Actor, saveId: string): NewFact {
  const { id: linkId, accountId, accessNumber, product, endedAt } = link;
  const version = versionOf(link);
  return fact(endedAt ? customerCentreUnlinked : customerCentreLinked, version, { actor, accountId, linkId, version, accessNumber, product, saveId });
}
