import { expect, it } from '@jest/globals';
import { deriveKey, newCall, newId, type Transaction } from '#libs/kernel';
import { invitedMaster, type Account } from '../../src/domain/account.js';
import { ActivationCodes } from '../../src/domain/activation-code.js';
import { invitedSubAdministrator, type Subordinate } from '../../src/domain/sub-administrator.js';
import { aForm, aSubAdministrator, freshUsername } from '../builders.js';
import type { IdentityStores } from './identity-stores.js';

/** What every store of sub-administrators does. */
export function subAdministratorStoreSuite(stores: () => IdentityStores, now: Date): void {
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(10_000), work);
  const aMaster = (state: Partial<Account> = {}) => {
    const master = { ...invitedMaster(aForm(), now), ...state };
    return within((tx) => stores().accounts.add(master, tx).then(() => master));
  };
  const add = (account: Subordinate, most = 1_000) => within((tx) => stores().subAdministrators.add(account, most, tx));
  const added = async (superior: Account, state: Partial<Account> = {}) => {
    const account = { ...invitedSubAdministrator(aSubAdministrator(), superior, now), ...state };
    await add(account);
    return account;
  };
  const list = async (superiorId: string, page: { limit: number; before?: string } = { limit: 9 }) => (await stores().subAdministrators.listOf(superiorId, page)).map(({ id }) => id);
  const find = (superiorId: string, id: string) => stores().subAdministrators.findOf(superiorId, id);

  it('keep one as it was stored, for their own superior and nobody else', async () => {
    const [mine, theirs] = [await aMaster(), await aMaster()];
    const account = await added(mine);
    expect(await find(mine.id, account.id)).toEqual(account);
    expect(await within((tx) => stores().subAdministrators.findOf(mine.id, account.id, tx))).toEqual(account);
    expect([await find(theirs.id, account.id), await find(mine.id, theirs.id), await find(mine.id, mine.id), await find(mine.id, newId())]).toEqual(Array(4).fill(undefined));
    expect([await list(mine.id), await list(theirs.id)]).toEqual([[account.id], []]);
  });

  it('find those of a superior whose address and name others share', async () => {
    const [mine, theirs] = [await aMaster(), await aMaster()];
    const same = aSubAdministrator();
    const [first, second, other] = [invitedSubAdministrator(same, mine, now), invitedSubAdministrator(same, mine, now), invitedSubAdministrator(same, theirs, now)];
    for (const account of [first, second, other]) expect(await add(account)).toBe(true);
    expect([await list(mine.id), await list(theirs.id)]).toEqual([[second.id, first.id], [other.id]]);
  });

  it('list the newest first, page by page, without closed ones', async () => {
    const master = await aMaster();
    const [first, second, third] = [await added(master), await added(master), await added(master)];
    const closed = await added(master, { status: 'CLOSED' });
    expect([await list(master.id, { limit: 2 }), await list(master.id, { limit: 2, before: second.id })]).toEqual([[third.id, second.id], [first.id]]);
    expect([await find(master.id, closed.id), await list(master.id)]).toEqual([undefined, [third.id, second.id, first.id]]);
  });

  it('find a closed one for their own superior, where it is asked for', async () => {
    const [mine, theirs] = [await aMaster(), await aMaster()];
    const [open, closed] = [await added(mine), await added(mine, { status: 'CLOSED' })];
    const findEvenClosed = (superiorId: string, id: string) => within((tx) => stores().subAdministrators.findEvenClosedOf(superiorId, id, tx));
    expect([await findEvenClosed(mine.id, open.id), await findEvenClosed(mine.id, closed.id)]).toEqual([open, closed]);
    expect([await findEvenClosed(theirs.id, closed.id), await findEvenClosed(mine.id, newId())]).toEqual([undefined, undefined]);
  });

  it('list exactly what is shown of them', async () => {
    const master = await aMaster();
    const { id, firstName, lastName, email } = await added(master);
    const shown = { id, firstName, lastName, email, status: 'INVITED' };
    const listed = async () => JSON.parse(JSON.stringify(await stores().subAdministrators.listOf(master.id, { limit: 1 }))) as object[];
    expect(await listed()).toEqual([expect.objectContaining(shown)]);
    const { stored } = new ActivationCodes(deriveKey('secret', 'codes'), 1_000).make(id, now);
    await within((tx) => stores().codes.replaceWith(stored, now, tx));
    expect(await listed()).toEqual([expect.objectContaining({ ...shown, invitedUntil: stored.expiresAt.toISOString() })]);
    const username = freshUsername();
    await within((tx) => stores().accounts.activate(id, { username, passwordHash: 'hash', at: now }, tx));
    await within((tx) => stores().accounts.recordSignIn(id, 'hash', { origin: 'o', at: now }, tx));
    expect(await listed()).toEqual([expect.objectContaining({ ...shown, username, status: 'ACTIVE', lastLoginAt: now.toISOString() })]);
  });

  it('hold as many as there may be, closed ones not counted, however many are added at the same moment', async () => {
    const [master, other] = [await aMaster(), await aMaster()];
    for (const superior of [master, other]) await added(superior);
    await added(master, { status: 'CLOSED' });
    const more = await Promise.all(Array.from({ length: 12 }, () => add(invitedSubAdministrator(aSubAdministrator(), master, now), 4)));
    expect(more.filter(Boolean)).toHaveLength(3);
    expect([(await list(master.id)).length, (await list(other.id)).length]).toEqual([4, 1]);
  });

  it('leave the superior as it was', async () => {
    const master = await aMaster();
    await added(master);
    expect(await stores().accounts.find(master.id)).toEqual(master);
  });
}
