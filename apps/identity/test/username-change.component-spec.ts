import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeUsername, checkActivationCode, completeActivation, getMe, signIn, usernameChanged } from '#libs/contracts';
import { newCall, Transactions } from '#libs/kernel';
import { patiently } from '#libs/testing';
import { AccountStore } from '../src/domain/account.store.js';
import { freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2 }));
afterAll(() => identity.stop());

const DAY = 24 * 3_600_000;
const formerUsernames = () => identity.database.collection<{ _id: string; accountId: string; freeAt: Date }>('former-usernames');

/** Somebody who is signed in. */
async function signedIn() {
  const { username } = await identity.activated();
  const caller = callerOf(await identity.signIn(username));
  const rename = (newUsername: string, currentPassword = PASSWORD) => identity.refusal(changeUsername, { ...caller, newUsername, currentPassword, origin: ORIGIN });
  const me = () => identity.ask(getMe, caller);
  return { username, caller, rename, me };
}

/** Somebody who can activate an account. */
async function invited() {
  const { activationToken } = await identity.ask(checkActivationCode, { activationCode: (await identity.invited()).code, origin: ORIGIN });
  return (username: string) => identity.refusal(completeActivation, { activationToken, username, password: PASSWORD, origin: ORIGIN });
}

const canSignIn = async (username: string) => (await identity.refusal(signIn, { username, password: PASSWORD, origin: ORIGIN })) === undefined;

/** The time of 90 days goes by for a name that was given up. */
const setFree = (username: string) => formerUsernames().updateOne({ _id: username.toLowerCase() }, { $set: { freeAt: new Date() } });

describe('changing the username', () => {
  it('lets the new one in at once and the old one no more, and is told by ids only', async () => {
    const { username, caller, rename, me } = await signedIn();
    const next = freshUsername();
    expect(await rename(next)).toBeUndefined();
    expect([await canSignIn(next), await canSignIn(username), (await me()).username]).toEqual([true, false, next]);
    const actor = { kind: 'SELF', accountId: caller.accountId };
    expect(await identity.facts(usernameChanged.type, (data) => data.accountId === caller.accountId)).toEqual([{ actor, accountId: caller.accountId }]);
    const audit = await identity.database.collection('audit').find({ accountId: caller.accountId, action: 'username.changed' }).toArray();
    expect(audit).toMatchObject([{ actor, origin: ORIGIN }]);
  });

  it('counts a wrong current password with those of changed passwords and sign-ins', async () => {
    const { username, rename } = await signedIn();
    for (let n = 0; n < 5; n++) expect((await rename(freshUsername(), 'Falsch-1234'))?.code).toBe('current-password-wrong');
    await identity.prolongPauses();
    expect((await rename(freshUsername()))?.code).toBe('too-many-attempts');
    expect((await identity.refusal(signIn, { username, password: PASSWORD, origin: ORIGIN }))?.code).toBe('too-many-attempts');
  });

  it('of ten accounts to one name at the same moment over two instances has one winner, in whatever spelling', async () => {
    for (let round = 0; round < 3; round++) {
      const wanted = freshUsername();
      const all = await Promise.all(Array.from({ length: 10 }, () => signedIn()));
      const answers = await Promise.all(all.map(({ rename }, n) => patiently(() => rename(n % 2 ? wanted.toUpperCase() : wanted))));
      expect(answers.map((refused) => refused?.code).sort()).toEqual([...Array.from({ length: 9 }, () => 'username-taken'), undefined]);
      const names = await Promise.all(all.map(async ({ me }) => (await me()).username));
      expect(names.filter((name) => name.toLowerCase() === wanted)).toHaveLength(1);
      expect(names.filter((name, n) => name === all[n]!.username)).toHaveLength(9);
    }
  });

  it('and an activation with the same name at the same moment give it to one of them', async () => {
    for (let round = 0; round < 5; round++) {
      const wanted = freshUsername();
      const [{ rename }, activate] = [await signedIn(), await invited()];
      const answers = await Promise.all([() => rename(wanted), () => activate(wanted)].map((take) => patiently(take)));
      expect(answers.map((refused) => refused?.code).sort()).toEqual(['username-taken', undefined]);
    }
  });
});

describe('a former username', () => {
  it('is kept for its owner against changes and activations, until 90 days later', async () => {
    const [owner, other, activate] = [await signedIn(), await signedIn(), await invited()];
    await owner.rename(freshUsername());
    const [former] = await formerUsernames().find({ _id: owner.username }).toArray();
    expect(former).toMatchObject({ accountId: owner.caller.accountId });
    expect(Math.abs(former!.freeAt.getTime() - Date.now() - 90 * DAY)).toBeLessThan(60_000);
    expect([(await other.rename(owner.username.toUpperCase()))?.code, (await activate(owner.username))?.code]).toEqual(['username-taken', 'username-taken']);
    expect(await owner.rename(owner.username)).toBeUndefined();
    await owner.rename(freshUsername());
    await setFree(owner.username);
    expect(await activate(owner.username)).toBeUndefined();
    expect((await owner.rename(owner.username))?.code).toBe('username-taken');
  });

  it('would be given away if it were not asked for', async () => {
    const [owner, other] = [await signedIn(), await signedIn()];
    await owner.rename(freshUsername());
    const stores = identity.services.map(({ app }) => app.get(AccountStore));
    for (const store of stores) Object.assign(store, { assertNotReserved: async () => undefined });
    const refused = await other.rename(owner.username);
    for (const store of stores) Reflect.deleteProperty(store, 'assertNotReserved');
    expect(refused).toBeUndefined();
  });

  it('is forgotten by the database when it is free', async () => {
    const indexes = await formerUsernames().indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { freeAt: 1 }, expireAfterSeconds: 0 }));
  });
});

/** Somebody takes a name in a transaction that has seen the database before `meanwhile` happened. */
async function takeWithOldEyes(accountId: string, username: string, meanwhile: () => Promise<void>) {
  const [accounts, transactions] = [identity.services[0]!.app.get(AccountStore), identity.services[0]!.app.get(Transactions)];
  const judged = (await accounts.find(accountId))!;
  let attempts = 0;
  const taken = transactions.run(newCall(10_000), async (tx) => {
    attempts += 1;
    // The first read decides what all others of the transaction see.
    await accounts.findMaster('nobody@example.org', tx);
    if (attempts === 1) await meanwhile();
    return accounts.changeUsername(judged, { username, at: new Date() }, tx);
  });
  return taken.then(() => 'taken', (error: { code: string }) => error.code);
}

describe('whoever takes a username and has seen too little', () => {
  it('does not get one that was given up a moment ago', async () => {
    const [owner, other] = [await signedIn(), await signedIn()];
    expect(await takeWithOldEyes(other.caller.accountId, owner.username, async () => void (await owner.rename(freshUsername())))).toBe('username-taken');
  });

  it('does not get one that was taken and given up a moment ago', async () => {
    const [owner, other] = [await signedIn(), await signedIn()];
    const wanted = freshUsername();
    const takeAndGiveUp = async () => {
      expect([await owner.rename(wanted), await owner.rename(owner.username)]).toEqual([undefined, undefined]);
    };
    expect(await takeWithOldEyes(other.caller.accountId, wanted, takeAndGiveUp)).toBe('username-taken');
    expect(await formerUsernames().findOne({ _id: wanted })).toMatchObject({ accountId: owner.caller.accountId });
  });

  it('gets one that nobody wanted meanwhile', async () => {
    const { caller, username } = await signedIn();
    expect(await takeWithOldEyes(caller.accountId, `neu.${username}`, async () => undefined)).toBe('taken');
  });
});
