import { type Grant, isRoot } from './grant.js';
import { type Product, type Right, RIGHTS, rightsOf, TRANSFERABLE } from './right.js';

/** For accounts that hold a right: over how many transfers it came to them at the least. */
type Depths = Map<string, number>;

/** Who holds a right by links and transfers, and how deep; what is assigned below that is passed on by nobody. */
export type Holdings = Record<Right, Depths>;

/**
 * What everybody holds by these grants: down from the links, so that nothing can hold itself up. A transfer counts while its giver holds the right
 * over fewer than `maxTransferDepth` transfers.
 */
export function holdingsOf(grants: readonly Grant[], product: Product, maxTransferDepth: number): Holdings {
  const transfers = grants.filter(({ via }) => via === 'TRANSFER');
  const links: Grant[] = [];
  const centres: Grant[] = [];
  for (const grant of grants) if (isRoot(grant)) (grant.via === 'LINK' ? links : centres).push(grant);
  const administration = spread(new Map(links.map(({ to }) => [to, 0])), transfers, maxTransferDepth);
  const holdings = { ADMINISTRATION: administration, COMMERCIAL_CONTACT: new Map(links.map(({ to }) => [to, 0])), INVOICE_ONLINE: new Map(), TELEPHONY_CENTRE: new Map() } as Holdings;
  if (centres.length === 0) return holdings;
  // A link to the customer centre is as deep as the administration that it rests on, and nothing without it.
  const rooted = new Map(centres.flatMap(({ to }) => (administration.has(to) ? [[to, administration.get(to)!] as const] : [])));
  for (const right of rightsOf('CUSTOMER_CENTRE', product)) holdings[right] = spread(new Map(rooted), transfers, maxTransferDepth);
  return holdings;
}

/** What one grant gives where everybody holds this. */
export function givenBy(grant: Grant, holdings: Holdings, product: Product, maxTransferDepth: number): Right[] {
  const { by = '', to } = grant;
  if (grant.via === 'LINK') return rightsOf('LINK', product);
  if (grant.via === 'CUSTOMER_CENTRE') return holdings.ADMINISTRATION.has(to) ? rightsOf('CUSTOMER_CENTRE', product) : [];
  if (grant.via === 'TRANSFER') return TRANSFERABLE.filter((right) => mayTransfer(holdings, by, maxTransferDepth, right));
  return RIGHTS.filter((right) => grant.rights.includes(right) && holdings[right].has(by));
}

/** Whether somebody may transfer the contract to another master administrator: not where it came to them by as many transfers as there may be. */
export function mayTransfer(holdings: Holdings, accountId: string, maxTransferDepth: number, right: Right = 'ADMINISTRATION'): boolean {
  const depth = holdings[right].get(accountId);
  return depth !== undefined && depth < maxTransferDepth;
}

/** Level by level, so that everybody gets the shortest way; giving back to a giver leads nowhere. */
function spread(depths: Depths, transfers: readonly Grant[], maxTransferDepth: number): Depths {
  for (let depth = 0; depth < maxTransferDepth && transfers.length > 0; depth++) {
    for (const { by = '', to } of transfers) {
      if (depths.get(by) === depth && (depths.get(to) ?? Infinity) > depth + 1) depths.set(to, depth + 1);
    }
  }
  return depths;
}
