import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction } from '#libs/kernel';
import { invitedMaster, withNewerForm, type Account } from '../../src/domain/account.js';
import type { PasswordHolder } from '../../src/domain/account.store.js';
import { SessionTimes } from '../../src/domain/session.js';
import { aForm, freshUsername } from '../builders.js';
import type { IdentityStores } from './identity-stores.js';

/** What every account store does. `now` is the time of all of it. */
export function accountStoreSuite(stores: () => IdentityStores, now: Date): void {
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const added = async (account: Account = invitedMaster(aForm(), now)) => within((tx) => stores().accounts.add(account, tx).then(() => account));
  const activation = (username = freshUsername()) => ({ username, passwordHash: 'hash', at: now });
  const activated = async (username = freshUsername()) => {
    const { id } = await added();
    return (await within((tx) => stores().accounts.activate(id, activation(username), tx)))!;
  };

  it('finds the master whom an address belongs to, as it was stored', async () => {
    const account = await added();
    expect(await within((tx) => stores().accounts.findMaster(account.email, tx))).toEqual(account);
    expect(await stores().accounts.find(account.id)).toEqual(account);
    expect(await within((tx) => stores().accounts.findMaster('nobody@example.org', tx))).toBeUndefined();
  });

  it('refuses a second master with the same address', async () => {
    const { email } = await added();
    await expect(added(invitedMaster(aForm({ email }), now))).rejects.toThrow();
  });

  it('renews an invitation from the version before, and no other', async () => {
    const account = await added();
    const newer = withNewerForm(account, aForm({ email: account.email, lastName: 'Neumann' }));
    const renew = () => within((tx) => stores().accounts.renewInvitation(newer, tx));
    expect([await renew(), await renew()]).toEqual([true, false]);
    expect(await stores().accounts.find(account.id)).toEqual(newer);
  });

  it('activates an account once, and counts it', async () => {
    const { id } = await added();
    const act = () => within((tx) => stores().accounts.activate(id, activation(), tx));
    expect(await act()).toMatchObject({ status: 'ACTIVE', version: 2, passwordHashes: ['hash'], activatedAt: now });
    expect(await act()).toBeUndefined();
  });

  it('gives a username away once, in whatever spelling', async () => {
    const username = freshUsername();
    await activated(username);
    const { id } = await added();
    expect([await stores().accounts.isUsernameTaken(username.toUpperCase()), await stores().accounts.isUsernameTaken(freshUsername())]).toEqual([true, false]);
    await expect(within((tx) => stores().accounts.activate(id, activation(username.toUpperCase()), tx))).rejects.toThrow('username-taken');
    expect((await stores().accounts.find(id))?.status).toBe('INVITED');
  });

  it('notes a sign-in of an active account whose password is still the same', async () => {
    const account = await activated();
    const note = (hash: string) => within((tx) => stores().accounts.recordSignIn(account.id, hash, { origin: 'o', at: now }, tx));
    expect([await note('another'), await note('hash')]).toEqual([undefined, { contactDataComplete: false, signInCount: 1 }]);
    expect(await stores().accounts.findForSignIn(account.username!)).toMatchObject({ id: account.id, signIns: [{ origin: 'o', at: now }] });
    expect(await stores().accounts.findActive(account.id)).toMatchObject({ lastLoginAt: now, version: 2 });
  });

  it('finds the caller while the session lives', async () => {
    const { id: accountId, role } = await activated();
    const session = new SessionTimes(1_000, 5_000, 0).start({ accountId, role, contactDataRequired: true, device: 'd', ipPrefix: 'p' }, now);
    await within((tx) => stores().sessions.open(session, tx));
    const find = (at: number, sessionId = session.id, id = accountId) => stores().accounts.findSignedIn({ accountId: id, sessionId }, new Date(now.getTime() + at));
    expect((await find(999))?.id).toBe(accountId);
    expect([await find(1_000), await find(0, newId()), await find(0, session.id, newId())]).toEqual([undefined, undefined, undefined]);
  });

  it('writes changes to the version they were made from', async () => {
    const { id, contact } = await activated();
    const change = () => within((tx) => stores().accounts.change(id, 2, { contact: { ...contact, city: 'Bonn' }, contactDataComplete: true, locale: 'en' }, tx));
    expect([await change(), await change()]).toEqual([true, false]);
    expect(await stores().accounts.find(id)).toMatchObject({ version: 3, contact: { city: 'Bonn' }, contactDataComplete: true, locale: 'en' });
  });

  it('puts a new password first and remembers five', async () => {
    const { id, username } = await activated();
    const change = (judgedHash: string, newHash: string) => within((tx) => stores().accounts.changePassword({ id, username: username!, passwordHashes: [judgedHash] }, { newHash }, tx));
    for (const [judged, next] of [['hash', 'b'], ['b', 'c'], ['c', 'd'], ['d', 'e']] as const) await change(judged, next);
    expect(await change('e', 'f')).toMatchObject({ version: 7, passwordHashes: ['f', 'e', 'd', 'c', 'b'] });
    expect(await stores().accounts.find(id)).not.toHaveProperty('triesForgivenAt');
  });

  it('changes no password that was judged against another password or username, and none of an account that is neither active nor locked', async () => {
    const judged = await activated();
    const change = (account: PasswordHolder) => within((tx) => stores().accounts.changePassword(account, { newHash: 'new', triesForgivenAt: now }, tx));
    expect(await change({ ...judged, username: freshUsername() })).toBeUndefined();
    expect(await change(judged)).toMatchObject({ version: 3, passwordHashes: ['new', 'hash'], triesForgivenAt: now });
    expect(await change(judged)).toBeUndefined();
    const locked = await added({ ...invitedMaster(aForm(), now), status: 'LOCKED', username: freshUsername(), passwordHashes: ['hash'] });
    expect(await change(locked)).toMatchObject({ status: 'LOCKED', passwordHashes: ['new', 'hash'] });
    for (const status of ['INVITED', 'CLOSED'] as const) {
      const inactive = await added({ ...invitedMaster(aForm(), now), status, username: freshUsername(), passwordHashes: ['hash'] });
      expect(await change(inactive)).toBeUndefined();
    }
    expect(await stores().accounts.find(judged.id)).toMatchObject({ version: 3, passwordHashes: ['new', 'hash'] });
  });

  const DAY = 24 * 3_600_000;
  const later = (ms: number) => new Date(now.getTime() + ms);
  const rename = (judged: PasswordHolder, username: string, at = now) => within((tx) => stores().accounts.changeUsername(judged, { username, at }, tx));

  it('gives an account another username, which works at once, and the former one no more', async () => {
    const account = await activated();
    const username = freshUsername();
    expect(await rename(account, username)).toEqual({ ...account, username, version: 3 });
    expect(await stores().accounts.find(account.id)).toEqual({ ...account, username, version: 3 });
    expect((await stores().accounts.findForSignIn(username.toUpperCase()))?.id).toBe(account.id);
    expect(await stores().accounts.findForSignIn(account.username!)).toBeUndefined();
    // Another spelling of one's own is no other name.
    expect(await rename(account, username.toUpperCase())).toMatchObject({ username: username.toUpperCase(), version: 4 });
  });

  it('gives nobody a username that somebody has, in whatever spelling', async () => {
    const [account, other] = [await activated(), await activated()];
    await expect(rename(account, other.username!.toUpperCase())).rejects.toThrow('username-taken');
    expect(await stores().accounts.find(account.id)).toEqual(account);
  });

  it('keeps a former username for its owner, for 90 days', async () => {
    const [account, other, invited] = [await activated(), await activated(), await added()];
    const former = account.username!;
    await rename(account, freshUsername());
    await expect(rename(other, former.toUpperCase(), later(90 * DAY - 1))).rejects.toThrow('username-taken');
    await expect(within((tx) => stores().accounts.activate(invited.id, activation(former), tx))).rejects.toThrow('username-taken');
    expect(await rename(account, former)).toMatchObject({ username: former });
    await rename(account, freshUsername(), later(DAY));
    await expect(rename(other, former, later(91 * DAY - 1))).rejects.toThrow('username-taken');
    expect(await rename(other, former, later(91 * DAY))).toMatchObject({ username: former });
  });

  it('keeps the ten newest former usernames of an account, and gives up the older ones', async () => {
    const [account, other] = [await activated(), await activated()];
    const names = [account.username!];
    for (let n = 1; n <= 11; n++) {
      names.push(freshUsername());
      await rename(account, names[n]!, later(n));
    }
    await expect(rename(other, names[1]!, later(20))).rejects.toThrow('username-taken');
    expect(await rename(other, names[0]!, later(20))).toMatchObject({ username: names[0] });
  });

  it('gives a former username to whoever activates an account when it is free', async () => {
    const [account, { id }] = [await activated(), await added()];
    await rename(account, freshUsername());
    const act = (at: Date) => within((tx) => stores().accounts.activate(id, { ...activation(account.username), at }, tx));
    await expect(act(later(90 * DAY - 1))).rejects.toThrow('username-taken');
    expect(await act(later(90 * DAY))).toMatchObject({ username: account.username });
  });

  it('changes no username that was judged with another password, and none of an account that is not active', async () => {
    const account = await activated();
    expect(await rename({ ...account, passwordHashes: ['another'] }, freshUsername())).toBeUndefined();
    const locked = await added({ ...invitedMaster(aForm(), now), status: 'LOCKED', username: freshUsername(), passwordHashes: ['hash'] });
    expect(await rename(locked, freshUsername())).toBeUndefined();
    expect(await stores().accounts.find(account.id)).toEqual(account);
  });
}
