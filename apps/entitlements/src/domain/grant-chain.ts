import { type Grant, isRoot } from './grant.js';
import type { Right } from './right.js';

/** Chains shown of one right: of what many givers share there would be more than anybody reads, or one answer has room for. */
const MOST_CHAINS = 100;

/** Grants that can be passed on, by who holds them: links before transfers. */
export class GrantsByHolder {
  private readonly grants = new Map<string, Grant[]>();

  constructor(grants: readonly Grant[]) {
    for (const isAsked of [isRoot, ({ via }: Grant) => via === 'TRANSFER']) for (const grant of grants) if (isAsked(grant)) this.add(grant);
  }

  /** Those from which an account has this right. */
  of(accountId: string, right: Right): Grant[] {
    return (this.grants.get(accountId) ?? []).filter(({ rights }) => rights.includes(right));
  }

  private add(grant: Grant): void {
    const known = this.grants.get(grant.to);
    if (known) known.push(grant);
    else this.grants.set(grant.to, [grant]);
  }
}

/** Ids of the grants from a link down to this one, on the way with the fewest transfers. */
export function chainOf(grant: Grant, right: Right, byHolder: GrantsByHolder, maxTransferDepth: number): string[] {
  for (let depth = 0; depth <= maxTransferDepth; depth++) {
    const [shortest] = chainsTo(grant, right, byHolder, depth, 1);
    if (shortest) return shortest.map(({ id }) => id);
  }
  return [grant.id];
}

/** Every chain that gives a right by any of these grants, each from its link down; at most a hundred. */
export function chainsOf(grants: readonly Grant[], right: Right, byHolder: GrantsByHolder, maxTransferDepth: number): Grant[][] {
  const chains: Grant[][] = [];
  for (const grant of grants) if (grant.rights.includes(right)) chains.push(...chainsTo(grant, right, byHolder, maxTransferDepth, MOST_CHAINS - chains.length));
  return chains;
}

/** At most `most` chains that give this right by this grant. */
export function chainsTo(grant: Grant, right: Right, byHolder: GrantsByHolder, maxTransferDepth: number, most = MOST_CHAINS): Grant[][] {
  const found: Grant[][] = [];
  climb([grant], [grant.to]);
  return found;

  /** Nobody stands twice in a chain. */
  function climb(chain: Grant[], passed: string[]): void {
    const [top] = chain as [Grant];
    if (found.length >= most || chain.filter(({ via }) => via === 'TRANSFER').length > maxTransferDepth) return;
    if (isRoot(top)) return void found.push(chain);
    const giver = top.by ?? '';
    if (passed.includes(giver)) return;
    for (const above of byHolder.of(giver, right)) climb([above, ...chain], [...passed, giver]);
  }
}
