import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction } from '#libs/kernel';
import { invitedMaster } from '../../src/domain/account.js';
import type { EmailChange } from '../../src/domain/email-change.js';
import type { MobileAuthorization } from '../../src/domain/mobile-authorization.js';
import { invitedPartner } from '../../src/domain/sales-partner.js';
import type { SignInChallenge } from '../../src/domain/sign-in-challenge.js';
import { aForm, aPartner, freshCustomerNumber, freshEmail, freshUsername } from '../builders.js';
import type { IdentityStores } from './identity-stores.js';

/** What every store of e-mail changes, sign-in challenges, sales partners and mobile authorizations does. */
export function contactStoreSuite(stores: () => IdentityStores, now: Date): void {
  const after = (ms: number) => new Date(now.getTime() + ms);
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const activated = async () => {
    const account = invitedMaster(aForm(), now);
    await within((tx) => stores().accounts.add(account, tx));
    return (await within((tx) => stores().accounts.activate(account.id, { username: freshUsername(), passwordHash: 'hash', at: now }, tx)))!;
  };
  const changeOf = (accountId: string, email = freshEmail()): EmailChange => ({ accountId, email, hash: newId(), expiresAt: after(1_000), tries: 0 });
  const begin = (change: EmailChange, version: number) => within((tx) => stores().emailChanges.begin(change, version, tx));
  const complete = (change: EmailChange, at = 0) => within((tx) => stores().emailChanges.complete(change, after(at), tx));

  it('makes an account wait for the newest address, from the version it was asked from', async () => {
    const { id, version } = await activated();
    const [older, newer] = [changeOf(id), changeOf(id)];
    expect([await begin(older, version), await begin(newer, version), await begin(newer, version + 1)]).toEqual([true, false, true]);
    expect(await stores().accounts.find(id)).toMatchObject({ pendingEmail: newer.email, version: version + 2 });
    expect([await complete(older), (await complete(newer))?.email]).toEqual([undefined, newer.email]);
  });

  it('gives an account its new address once, in time, and never another master\'s', async () => {
    const [account, other] = [await activated(), await activated()];
    const change = changeOf(account.id, `$eq.${freshEmail()}`);
    await begin(change, account.version);
    expect(await complete(change, 1_000)).toBeUndefined();
    expect(await complete(change)).toMatchObject({ email: change.email, version: account.version + 2 });
    expect(await complete(change)).toBeUndefined();
    const after = await stores().accounts.find(account.id);
    expect([after?.email, after && 'pendingEmail' in after]).toEqual([change.email, false]);
    expect(await within((tx) => stores().accounts.findMaster(change.email, tx))).toMatchObject({ id: account.id });
    expect(await within((tx) => stores().accounts.findMaster(account.email, tx))).toBeUndefined();
    const theirs = changeOf(other.id, change.email);
    await begin(theirs, other.version);
    await expect(complete(theirs)).rejects.toThrow('email-taken');
    expect(await stores().accounts.find(other.id)).toMatchObject({ email: other.email, pendingEmail: change.email });
  });

  it('lets accounts of other roles share an address', async () => {
    const master = await activated();
    const partner = { ...invitedPartner(aPartner(), now), status: 'ACTIVE' as const };
    await within((tx) => stores().partners.add({ partnerNumber: partner.partnerNumber!, accountId: partner.id, stamp: { time: now, id: 'a' } }, partner, tx));
    const change = changeOf(partner.id, master.email);
    await begin(change, partner.version);
    expect((await complete(change))?.email).toBe(master.email);
    expect(await within((tx) => stores().accounts.findMaster(master.email, tx))).toMatchObject({ id: master.id });
  });

  it('counts every try on a confirmation, and forgets a withdrawn one', async () => {
    const { id, version } = await activated();
    const change = changeOf(id);
    await begin(change, version);
    expect((await stores().emailChanges.countTry(id))?.tries).toBe(1);
    expect(await stores().emailChanges.countTry(id)).toEqual({ ...change, tries: 2 });
    const withdraw = () => within((tx) => stores().emailChanges.withdraw(id, tx));
    expect([await withdraw(), await withdraw(), await stores().emailChanges.countTry(id), await complete(change)]).toEqual([true, false, undefined, undefined]);
  });

  it('begins a challenge for an active account whose password is still the same, and tells its version', async () => {
    const account = await activated();
    const challenge: SignInChallenge = { id: newId(), accountId: account.id, hash: 'h', expiresAt: after(1_000), tries: 0 };
    const start = (passwordHash: string) => within((tx) => stores().challenges.begin(challenge, passwordHash, tx));
    expect([await start('another'), await start('hash')]).toEqual([undefined, { ...account, version: account.version + 1 }]);
    expect(await stores().challenges.countTry(challenge.id, now)).toEqual({ ...challenge, tries: 1 });
    const spend = (at: number) => within((tx) => stores().challenges.spend(challenge.id, after(at), tx));
    expect([await spend(1_000), await spend(999), await spend(0)]).toEqual([false, true, false]);
    expect((await stores().challenges.countTry(challenge.id, now)).usedAt).toEqual(after(999));
  });

  it('counts tries on a challenge that nobody was given like all others, and never spends it', async () => {
    const id = newId();
    const tries = [];
    for (let n = 0; n < 3; n++) tries.push(await stores().challenges.countTry(id, now));
    expect(tries.map((challenge) => [challenge.tries, challenge.hash])).toEqual([[1, ''], [2, ''], [3, '']]);
    expect(await within((tx) => stores().challenges.spend(id, now, tx))).toBe(false);
  });

  it('gives parallel tries different numbers', async () => {
    const id = newId();
    const tries = await Promise.all(Array.from({ length: 8 }, () => stores().challenges.countTry(id, now)));
    expect(tries.map((challenge) => challenge.tries).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('keeps one account that is not closed per sales partner, without a phone number', async () => {
    const partner = aPartner();
    const account = invitedPartner(partner, now);
    const known = { partnerNumber: partner.partnerNumber, accountId: account.id, stamp: { time: now, id: 'a' } };
    await within((tx) => stores().partners.add(known, account, tx));
    const twin = invitedPartner(partner, now);
    await expect(within((tx) => stores().partners.add({ ...known, accountId: twin.id }, twin, tx))).rejects.toThrow();
    const newer = { ...known, stamp: { time: after(1), id: 'b' } };
    await within((tx) => stores().partners.record(newer, tx));
    expect(await within((tx) => stores().partners.find(partner.partnerNumber, tx))).toEqual(newer);
    expect(await within((tx) => stores().partners.findAccount(account.id, tx))).toEqual(account);
    expect(await within((tx) => stores().partners.find('nobody', tx))).toBeUndefined();
    await within((tx) => stores().accountStates.change(account.id, account.version, { status: 'CLOSED', lockedBy: [] }, tx));
    await within((tx) => stores().partners.add({ ...newer, accountId: twin.id }, twin, tx));
    expect((await within((tx) => stores().partners.find(partner.partnerNumber, tx)))?.accountId).toBe(twin.id);
  });

  it('keeps mobile authorizations by number and address, and finds the granted ones of an address', async () => {
    const [email, customerNumber] = [freshEmail(), freshCustomerNumber()];
    const granted: MobileAuthorization = { customerNumber, email, granted: true, stamp: { time: now, id: 'a' }, accountId: newId() };
    const revoked: MobileAuthorization = { ...granted, customerNumber: freshCustomerNumber(), granted: false };
    const record = (authorization: MobileAuthorization) => within((tx) => stores().mobile.record(authorization, tx));
    await Promise.all([granted, revoked].map(record));
    await within((tx) => stores().mobile.lockAddress(email, tx));
    expect(await within((tx) => stores().mobile.findGranted(email, tx))).toEqual([granted]);
    await record({ customerNumber, email, granted: false, stamp: { time: after(1), id: 'b' } });
    expect(await within((tx) => stores().mobile.find(customerNumber, email, tx))).toEqual({ customerNumber, email, granted: false, stamp: { time: after(1), id: 'b' } });
    expect(await within((tx) => stores().mobile.find(customerNumber, freshEmail(), tx))).toBeUndefined();
  });

  it('tells whether a granted authorization of a number is bound to an account', async () => {
    const [accountId, customerNumber, email] = [newId(), freshCustomerNumber(), freshEmail()];
    const authorization: MobileAuthorization = { customerNumber, email, granted: true, stamp: { time: now, id: 'a' } };
    const record = (changes: Partial<MobileAuthorization>) => within((tx) => stores().mobile.record({ ...authorization, ...changes }, tx));
    const isAuthorized = () => stores().mobile.isAuthorized(accountId, customerNumber);
    await record({});
    expect(await isAuthorized()).toBe(false);
    await record({ accountId });
    await record({ email: freshEmail(), accountId: newId() });
    expect(await isAuthorized()).toBe(true);
    expect([await stores().mobile.isAuthorized(accountId, freshCustomerNumber()), await stores().mobile.isAuthorized(newId(), customerNumber)]).toEqual([false, false]);
    await record({ granted: false });
    expect(await isAuthorized()).toBe(false);
  });

  it('counts what is told of an account', async () => {
    const { id, version } = await activated();
    expect(await within((tx) => stores().mobile.countFact(id, tx))).toBe(version + 1);
    expect(await within((tx) => stores().mobile.countFact(newId(), tx))).toBeUndefined();
  });
}
