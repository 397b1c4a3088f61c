import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction, type Transactions } from '#libs/kernel';
import type { AccountCopy } from '../../src/domain/account-copy.js';
import type { AccountCopyStore } from '../../src/domain/account-copy.store.js';

export interface CopyStores {
  transactions: Transactions;
  accounts: AccountCopyStore;
}

/** What every store of copies of accounts does. */
export function accountCopyStoreSuite(stores: () => CopyStores): void {
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const put = (copy: AccountCopy) => within((tx) => stores().accounts.put(tx, copy).then(() => copy));
  const find = (id: string) => within((tx) => stores().accounts.find(tx, id));
  const aMaster = (status: 'ACTIVE' | 'CLOSED' = 'ACTIVE') => put({ accountId: newId(), role: { name: 'MASTER_ADMINISTRATOR', sequence: 2 }, state: { status, sequence: 2 } });
  const below = (superiorId: string | undefined, status: 'ACTIVE' | 'INVITED' | 'CLOSED' = 'ACTIVE') =>
    put({ accountId: newId(), role: { name: 'SUB_ADMINISTRATOR', sequence: 1 }, state: { status, sequence: 1 }, superior: { ...(superiorId && { accountId: superiorId }), sequence: 1 } });

  it('keeps the newest copy, whole', async () => {
    const copy = await below(newId());
    expect(await find(copy.accountId)).toEqual(copy);
    const { superior: _superior, ...without } = copy;
    await put(without);
    expect([await find(copy.accountId), await find(newId())]).toEqual([without, undefined]);
  });

  it('finds many at once, without unknown ones', async () => {
    const [one, other] = [await aMaster(), await below(newId())];
    expect(await stores().accounts.findMany([other!.accountId, newId(), one.accountId])).toEqual(new Map([one, other!].map((copy) => [copy.accountId, copy])));
    expect(await stores().accounts.findMany([])).toEqual(new Map());
  });

  it('gives a copy to whoever locks it, unchanged', async () => {
    const copy = await aMaster();
    for (let n = 0; n < 2; n++) expect(await within((tx) => stores().accounts.lock(tx, copy.accountId))).toEqual(copy);
    expect([await find(copy.accountId), (await stores().accounts.findMany([copy.accountId])).get(copy.accountId)]).toEqual([copy, copy]);
    expect(await within((tx) => stores().accounts.lock(tx, newId()))).toBeUndefined();
  });

  it('counts the sub-administrators below an account, without closed ones', async () => {
    const [master, other] = [await aMaster(), await aMaster()];
    for (const [superior, status] of [[master, 'ACTIVE'], [master, 'INVITED'], [master, 'CLOSED'], [other, 'ACTIVE']] as const) await below(superior.accountId, status);
    expect(await within((tx) => stores().accounts.countBelow(tx, master.accountId))).toBe(2);
    expect(await within((tx) => stores().accounts.countBelow(tx, newId()))).toBe(0);
  });

  it('lists them by id with who is above them, page by page', async () => {
    const start = newId();
    const master = await aMaster('CLOSED');
    const [first, second, , third] = [await below(master.accountId), await below(newId()), await below(master.accountId, 'CLOSED'), await below(undefined)];
    const list = (after: string, limit: number) => stores().accounts.listSubordinates({ limit, after });
    expect(await list(start, 2)).toEqual([{ account: first, above: master }, { account: second }]);
    expect(await list(second!.accountId, 9)).toEqual([{ account: third }]);
    expect(await stores().accounts.listSubordinates({ limit: 1 })).toHaveLength(1);
  });
}
