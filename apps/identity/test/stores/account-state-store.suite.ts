import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction } from '#libs/kernel';
import { invitedMaster, type Account } from '../../src/domain/account.js';
import { aForm, freshUsername } from '../builders.js';
import type { IdentityStores } from './identity-stores.js';

/** What every store of the states of accounts does. */
export function accountStateStoreSuite(stores: () => IdentityStores, now: Date): void {
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const added = (state: Partial<Account> = {}) => {
    const account = { ...invitedMaster(aForm(), now), ...state };
    return within((tx) => stores().accounts.add(account, tx).then(() => account));
  };
  const change = ({ id }: Account, version: number, state: Pick<Account, 'status'> & Partial<Account>) =>
    within((tx) => stores().accountStates.change(id, version, { lockedBy: [], ...state }, tx));

  it('changes the version that was read, and no other', async () => {
    const account = await added({ status: 'ACTIVE' });
    expect(await change(account, 9, { status: 'LOCKED', lockedBy: ['MASTER'] })).toBeUndefined();
    const locked = await change(account, 1, { status: 'LOCKED', lockedBy: ['MASTER', 'SUPPORT'] });
    expect(locked).toEqual({ ...account, status: 'LOCKED', lockedBy: ['MASTER', 'SUPPORT'], version: 2 });
    expect(await stores().accounts.find(account.id)).toEqual(locked);
  });

  it('keeps no list of locks when nobody holds one', async () => {
    const account = await added({ status: 'LOCKED', lockedBy: ['SUPPORT'] });
    const { lockedBy: _lockedBy, ...open } = account;
    expect(await change(account, 1, { status: 'ACTIVE', triesForgivenAt: now })).toEqual({ ...open, status: 'ACTIVE', triesForgivenAt: now, version: 2 });
  });

  it('gives the address of a closed master free, and keeps the username taken', async () => {
    const account = await added();
    const username = freshUsername();
    const active = await within((tx) => stores().accounts.activate(account.id, { username, passwordHash: 'hash', at: now }, tx));
    await change(account, active!.version, { status: 'CLOSED' });
    expect(await within((tx) => stores().accounts.findMaster(account.email, tx))).toBeUndefined();
    expect([await stores().accounts.isUsernameTaken(username), await stores().accounts.findForSignIn(username)]).toEqual([true, undefined]);
    const later = invitedMaster(aForm({ email: account.email }), now);
    await within((tx) => stores().accounts.add(later, tx));
    expect((await within((tx) => stores().accounts.findMaster(account.email, tx)))?.id).toBe(later.id);
  });

  it('leaves everybody below an account without a superior, each a version later, and nobody else', async () => {
    const [superiorId, otherId] = [newId(), newId()];
    const below = (id: string, state: Partial<Account> = {}): Account => ({ ...invitedMaster(aForm(), now), role: 'SUB_ADMINISTRATOR', superiorId: id, ...state });
    const [subordinates, others] = [Array.from({ length: 3 }, () => below(superiorId)), [below(otherId), below(superiorId, { status: 'CLOSED' })]];
    await within(async (tx) => {
      for (const account of [...subordinates, ...others]) await stores().accounts.add(account, tx);
    });
    const leave = () => within((tx) => stores().accountStates.leaveSubordinates(superiorId, tx));
    expect((await leave()).sort()).toEqual(subordinates.map(({ id }) => id).sort());
    expect(await leave()).toEqual([]);
    const { superiorId: _superiorId, ...left } = subordinates[0]!;
    expect(await stores().accounts.find(left.id)).toEqual({ ...left, version: 2 });
    for (const other of others) expect(await stores().accounts.find(other.id)).toEqual(other);
  });

  it('leaves the locks of a superior who leaves to operators, and those of others as they are', async () => {
    const superiorId = newId();
    const held = [['MASTER'], ['MASTER', 'SUPPORT'], ['OPERATOR', 'MASTER'], ['SUPPORT']] as const;
    const locked = await Promise.all(held.map((lockedBy) => added({ role: 'SUB_ADMINISTRATOR', status: 'LOCKED', superiorId, lockedBy: [...lockedBy] })));
    await within((tx) => stores().accountStates.leaveSubordinates(superiorId, tx));
    const left = await Promise.all(locked.map(({ id }) => stores().accounts.find(id)));
    expect(left.map((account) => account!.lockedBy!.sort())).toEqual([['OPERATOR'], ['OPERATOR', 'SUPPORT'], ['OPERATOR'], ['SUPPORT']]);
    expect(left.map((account) => [account!.status, account!.version])).toEqual(Array(4).fill(['LOCKED', 2]));
  });
}
