import { expect, it } from '@jest/globals';
import { newCall, newId, type Transactions } from '#libs/kernel';
import { noRights } from '../../src/domain/contract-rights.js';
import type { Grant } from '../../src/domain/grant.js';
import { withGrants, withoutGrants } from '../../src/domain/rights-change.js';
import { historyOf, type HistoryRow } from '../../src/domain/rights-history.js';
import type { RightsHistoryStore } from '../../src/domain/rights-history.store.js';
import { aContract, assignment, later, link, NOW, termsAt, transfer } from '../some-grants.js';

export interface HistoryStores {
  transactions: Transactions;
  history: RightsHistoryStore;
}

let last = 80_000_000;

/** What every store of the history does. */
export function rightsHistoryStoreSuite(stores: () => HistoryStores): void {
  const append = (...changes: HistoryRow[][]) => stores().transactions.run(newCall(5_000), (tx) => stores().history.append(tx, changes));
  /** Anna gives Ben something, and Uwe for a while; then she is not connected any more. */
  const rowsOf = (anna: string, ben: string, uwe: string) => {
    const accessNumber = String(++last);
    const named = (grant: Grant): Grant => ({ ...grant, id: newId() });
    const given = withGrants({ ...noRights(accessNumber), contract: aContract() }, [link(anna), transfer(anna, ben), assignment(anna, uwe, ['ADMINISTRATION'], later(9))].map(named), termsAt());
    const first = historyOf(accessNumber, given.told, { what: 'x', actor: { kind: 'SELF', accountId: anna } }, NOW);
    const taken = withoutGrants(given.rights, ({ via }) => via === 'LINK', termsAt());
    return { accessNumber, first, second: historyOf(accessNumber, taken.told, { what: 'y', actor: { kind: 'SYSTEM' } }, later(1), first.at(-1)!.hash) };
  };
  const versions = (rows: HistoryRow[]) => rows.map(({ version }) => version);

  it('keeps rows as they are, and gives all of a contract back in order', async () => {
    const [anna, ben, uwe] = [newId(), newId(), newId()];
    const [one, other] = [rowsOf(anna, ben, uwe), rowsOf(anna, ben, uwe)];
    await append(one.first, [], other.first);
    await append(one.second);
    await append();
    expect(await stores().history.listAll(one.accessNumber)).toEqual([...one.first, ...one.second]);
    expect(await stores().history.listAll(other.accessNumber)).toEqual(other.first);
    expect(await stores().history.listAll(String(++last))).toEqual([]);
  });

  it('shows an account what it had and gave, the newest first, page by page', async () => {
    const [anna, ben, uwe] = [newId(), newId(), newId()];
    const { accessNumber, first, second } = rowsOf(anna, ben, uwe);
    await append(first);
    await append(second);
    const list = async (who: string, limit = 9, before?: number) => versions(await stores().history.listOf(who, accessNumber, { limit, ...(before && { before }) }));
    expect([await list(anna), await list(ben), await list(uwe), await list(newId())]).toEqual([[6, 5, 4, 3, 2, 1], [5, 2], [6, 3], []]);
    expect([await list(anna, 2), await list(anna, 2, 5), await list(anna, 2, 3), await list(anna, 2, 1), await list(ben, 1), await list(ben, 9, 5)]).toEqual([[6, 5], [4, 3], [2, 1], [], [5], [2]]);
    expect(await stores().history.listOf(uwe, accessNumber, { limit: 1 })).toEqual([second[2]]);
    expect(await stores().history.listOf(anna, String(++last), { limit: 9 })).toEqual([]);
  });
}
