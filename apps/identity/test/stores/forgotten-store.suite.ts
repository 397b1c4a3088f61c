import { expect, it } from '@jest/globals';
import { deriveKey, newCall, newId, type Transaction } from '#libs/kernel';
import { invitedMaster, type Account } from '../../src/domain/account.js';
import type { Remembered } from '../../src/domain/forgotten.store.js';
import { PasswordResetTokens } from '../../src/domain/password-reset.js';
import { invitedPartner } from '../../src/domain/sales-partner.js';
import { aForm, aPartner, freshEmail, freshUsername } from '../builders.js';
import type { IdentityStores } from './identity-stores.js';

/** What every store of forgotten passwords and usernames does. */
export function forgottenStoreSuite(stores: () => IdentityStores, now: Date): void {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const added = async (account: Account, state: Partial<Account> = {}) => {
    const whole = { ...account, ...state };
    await within((tx) => stores().accounts.add(whole, tx));
    return whole;
  };
  const aSharer = (email: string, state: Partial<Account> = {}) => added(invitedPartner(aPartner({ email }), now), { status: 'ACTIVE', username: freshUsername(), ...state });
  const find = async (remembered: Remembered, limit = 50) => (await within((tx) => stores().forgotten.find(remembered, limit, tx))).map(({ id }) => id);

  it('find every account of an address that has a username, whatever its role, the master first, then newest first', async () => {
    const email = freshEmail();
    const master = await added(invitedMaster(aForm({ email }), now), { status: 'ACTIVE', username: freshUsername() });
    const [active, locked] = [await aSharer(email), await aSharer(email, { status: 'LOCKED' })];
    await aSharer(email, { status: 'CLOSED' });
    await added(invitedPartner(aPartner({ email }), now));
    await aSharer(freshEmail());
    expect(await find({ email })).toEqual([master.id, locked.id, active.id]);
    expect([await find({ email }, 2), await find({ email: freshEmail() })]).toEqual([[master.id, locked.id], []]);
  });

  it('find the one account of a username in any spelling, unless it is closed', async () => {
    const [username, closed] = [freshUsername(), freshUsername()];
    const email = freshEmail();
    const { id } = await aSharer(email, { username });
    await aSharer(email, { username: closed, status: 'CLOSED' });
    expect([await find({ username: ` ${username.toUpperCase()} ` }), await find({ username: closed }), await find({ username: freshUsername() })]).toEqual([[id], [], []]);
  });

  it('count a request in the version of each account', async () => {
    const email = freshEmail();
    const accounts = [await aSharer(email, { version: 7 }), await aSharer(email)];
    const noted = await within((tx) => stores().forgotten.noteRequest(accounts, tx));
    expect(noted.map(({ version }) => version)).toEqual([8, 2]);
    expect(await Promise.all(accounts.map(({ id }) => stores().accounts.find(id)))).toMatchObject([{ version: 8 }, { version: 2 }]);
  });

  it('spend a reset token once, never after its time, and know it afterwards', async () => {
    const tokens = new PasswordResetTokens(deriveKey('secret', 'resets'), 1_000);
    const account = invitedMaster(aForm(), now);
    const [first, second] = [tokens.make(account, now).reset, tokens.make(account, now).reset];
    await within((tx) => stores().passwordResets.add([first, second], tx));
    expect([await stores().passwordResets.find(first.hash), await stores().passwordResets.find(newId())]).toEqual([first, undefined]);
    const spend = (hash: string, at: Date) => within((tx) => stores().passwordResets.spend(hash, at, tx));
    expect([await spend(second.hash, after(1_000)), await spend(first.hash, after(999)), await spend(first.hash, now)]).toEqual([false, true, false]);
    expect([await stores().passwordResets.find(first.hash), await stores().passwordResets.find(second.hash)]).toEqual([{ ...first, usedAt: after(999) }, second]);
  });

  it('let a token be spent by one of many at the same moment', async () => {
    const { reset } = new PasswordResetTokens(deriveKey('secret', 'resets'), 1_000).make(invitedMaster(aForm(), now), now);
    await within((tx) => stores().passwordResets.add([reset], tx));
    const spent = await Promise.all(Array.from({ length: 8 }, () => within((tx) => stores().passwordResets.spend(reset.hash, now, tx))));
    expect(spent.filter(Boolean)).toHaveLength(1);
  });
}
