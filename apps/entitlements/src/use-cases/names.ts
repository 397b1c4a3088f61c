import type { AccountCopyStore } from '../domain/account-copy.store.js';
import { personOf } from './own-shares.js';

export type Names = (accountId: string) => { name: string; company: string };

/** What all these people are called: looked up at once. */
export async function namesOf(grants: readonly { to: string; by?: string }[], accounts: AccountCopyStore): Promise<Names> {
  const known = await accounts.findMany([...new Set(grants.flatMap(({ to, by }) => (by === undefined ? [to] : [to, by])))]);
  return (accountId) => {
    const { firstName, lastName, company } = personOf(known.get(accountId));
    return { name: `${firstName} ${lastName}`.trim(), company };
  };
}
