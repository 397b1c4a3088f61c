import { fact, sharesChanged } from '#libs/contracts';
import { newId, type NewFact } from '#libs/kernel';
import type { RightsNews } from '../domain/rights-change.js';
import type { Cause } from './rights-changes.js';

interface ToldOf {
  accessNumber: string;
  told: readonly RightsNews[];
}

interface ShareNews {
  accountId: string;
  via: 'TRANSFER' | 'ASSIGNMENT';
  givers: Set<string>;
  granted: Set<string>;
  revoked: Set<string>;
}

/** Contracts that one message names. */
const MOST_NAMED = 50;

/** What one save, or whatever else changed rights, means for everybody who holds something by transfer or assignment: a message for each of them. */
export function sharesChangedBy(changes: readonly ToldOf[], { actor, what }: Cause, untold?: string): NewFact[] {
  const byAccount = new Map<string, ShareNews>();
  for (const { accessNumber, told } of changes) {
    for (const { kind, grant } of told) {
      const { to: accountId, via, by } = grant;
      if (via === 'LINK' || via === 'CUSTOMER_CENTRE' || accountId === untold) continue;
      const news = byAccount.get(accountId) ?? { accountId, via, givers: new Set(), granted: new Set(), revoked: new Set() };
      byAccount.set(accountId, news);
      if (by) news.givers.add(by);
      news[kind === 'revoked' ? 'revoked' : 'granted'].add(accessNumber);
    }
  }
  const saveId = newId();
  return [...byAccount.values()].map(({ accountId, via, givers, granted, revoked }) => {
    const [giver, ...others] = givers;
    const from = giver !== undefined && others.length === 0 && { fromAccountId: giver };
    return fact(sharesChanged, 1, { saveId, actor, accountId, ...from, via, granted: named(granted), revoked: named(revoked), cause: what });
  });
}

const named = (accessNumbers: Set<string>) => ({ count: accessNumbers.size, accessNumbers: [...accessNumbers].sort().slice(0, MOST_NAMED) });
