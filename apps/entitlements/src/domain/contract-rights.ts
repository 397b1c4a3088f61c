import type { Contract } from './contract.js';
import { type Holdings, mayTransfer } from './derivation.js';
import type { Grant } from './grant.js';
import { type Right, RIGHTS, type Via, VIAS } from './right.js';

/** Everything about the rights on one contract: every change of it is one atomic write. */
export interface ContractRights {
  accessNumber: string;
  /** Absent while contract-linking has said nothing of it. */
  contract?: Contract;
  /** Grows by one with everything told: the sequence of the facts out, and the number of the row in the history. */
  version: number;
  grants: Grant[];
  /** Who holds what by these grants, by account: derived, and stored in the same write for reading. */
  holders: Holder[];
  /** Of the newest row of the history; absent before the first. */
  historyHash?: string;
}

/** What one account holds on a contract, by all of its grants together; whether the contract is in force is another question. */
export interface Holder {
  accountId: string;
  rights: Right[];
  sources: Via[];
  /** From this moment on nothing is held: of sub-administrators, who hold by one assignment. */
  until?: Date;
  /** May pass the contract on to another master administrator. */
  transferable?: true;
}

export const noRights = (accessNumber: string): ContractRights => ({ accessNumber, version: 0, grants: [], holders: [] });

/** Who holds what by these grants, by account. */
export function holdersOf(grants: readonly Grant[], holdings: Holdings, maxTransferDepth: number): Holder[] {
  const byAccount = new Map<string, Grant[]>();
  for (const grant of grants) {
    const known = byAccount.get(grant.to);
    if (known) known.push(grant);
    else byAccount.set(grant.to, [grant]);
  }
  return [...byAccount].sort(([a], [b]) => (a < b ? -1 : 1)).map(([accountId, theirs]) => {
    const rights = new Set(theirs.flatMap((grant) => grant.rights));
    const sources = new Set(theirs.map(({ via }) => via));
    const until = theirs.length === 1 ? theirs[0]!.until : undefined;
    return {
      accountId,
      rights: RIGHTS.filter((right) => rights.has(right)),
      sources: VIAS.filter((via) => sources.has(via)),
      ...(until && { until }),
      ...(mayTransfer(holdings, accountId, maxTransferDepth) && { transferable: true as const }),
    };
  });
}

/** Accounts that may hold something on one contract. */
const MOST_HOLDERS = 10_000;

export const hasTooManyHolders = ({ holders }: ContractRights): boolean => holders.length > MOST_HOLDERS;
