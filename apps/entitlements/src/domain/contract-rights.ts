import type { Contract } from './contract.js';
import { type Right, RIGHTS, rightsOf, type Via, VIAS } from './right.js';

/** One way on which somebody holds something on a contract. One that has lost its basis is not kept. */
export interface Grant {
  /** Of the link it comes from. */
  id: string;
  via: Via;
  /** Whose it is. */
  to: string;
  since: Date;
}

/** Everything about the rights on one contract: every change of it is one atomic write. */
export interface ContractRights {
  accessNumber: string;
  /** Absent while contract-linking has said nothing of it. */
  contract?: Contract;
  /** Grows by one with everything told: the sequence of the facts out. */
  version: number;
  grants: Grant[];
}

/** What one account holds on a contract, by all of its grants together; whether the contract is in force is another question. */
export interface Holder {
  accountId: string;
  rights: Right[];
  sources: Via[];
}

export const noRights = (accessNumber: string): ContractRights => ({ accessNumber, version: 0, grants: [] });

/** Who holds what by these grants, by account. */
export function holdersOf({ contract, grants }: Pick<ContractRights, 'contract' | 'grants'>): Holder[] {
  if (!contract) return [];
  const sources = new Map<string, Set<Via>>();
  for (const { to, via } of grants) sources.set(to, (sources.get(to) ?? new Set()).add(via));
  return [...sources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([accountId, vias]) => {
    const rights = new Set([...vias].flatMap((via) => rightsOf(via, contract.product)));
    return { accountId, rights: RIGHTS.filter((right) => rights.has(right)), sources: VIAS.filter((via) => vias.has(via)) };
  });
}
