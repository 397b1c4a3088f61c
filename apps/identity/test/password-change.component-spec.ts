import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changePassword, checkSession, passwordChanged, sessionEnded, signIn } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { NewPassword } from '../src/use-cases/new-password.js';
import { SignInThrottleGuard } from '../src/use-cases/sign-in-throttle-guard.js';
import { ORIGIN, PASSWORD } from './builders.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2 }));
afterAll(() => identity.stop());

const NEW = 'Herbst-2026!';

/** Somebody who is signed in. */
async function signedIn() {
  const { username } = await identity.activated();
  const caller = callerOf(await identity.signIn(username));
  const change = (currentPassword: string, newPassword: string, from = caller, origin = ORIGIN) =>
    identity.refusal(changePassword, { ...from, currentPassword, newPassword, newPasswordRepeat: newPassword, origin });
  const signInWith = (password: string, origin = ORIGIN) => identity.refusal(signIn, { username, password, origin });
  const isAlive = async (session: typeof caller) => (await identity.ask(checkSession, session)).alive;
  return { username, caller, change, signInWith, isAlive };
}

/** Puts something else into the place of a part in every instance, for as long as `work` takes. */
async function replacing<T extends object>(part: abstract new (...args: never[]) => T, substitute: object, work: () => Promise<void>): Promise<void> {
  const parts = identity.services.map(({ app }) => app.get(part));
  for (const one of parts) Object.assign(one, substitute);
  await work().finally(() => {
    for (const one of parts) for (const name of Object.keys(substitute)) Reflect.deleteProperty(one, name);
  });
}

describe('changing the password', () => {
  it('lets the new one in and the old one no more, ends all other sessions and keeps its own', async () => {
    const { username, caller, change, signInWith, isAlive } = await signedIn();
    const other = callerOf(await identity.signIn(username));
    expect(await change(PASSWORD, NEW)).toBeUndefined();
    expect([(await signInWith(PASSWORD))?.code, await signInWith(NEW)]).toEqual(['invalid-credentials', undefined]);
    expect([await isAlive(caller), await isAlive(other)]).toEqual([true, false]);
    expect(await identity.facts(sessionEnded.type, (data) => data.sessionId === other.sessionId)).toMatchObject([{ reason: 'PASSWORD', actor: { kind: 'SELF', accountId: caller.accountId } }]);
  });

  it('is told by ids only and written down with its origin, neither with a password nor a hash', async () => {
    const { caller, change } = await signedIn();
    await change(PASSWORD, NEW);
    const actor = { kind: 'SELF', accountId: caller.accountId };
    expect(await identity.facts(passwordChanged.type, (data) => data.accountId === caller.accountId)).toEqual([{ actor, accountId: caller.accountId }]);
    const audit = await identity.database.collection('audit').find({ accountId: caller.accountId, action: 'password.changed' }).toArray();
    expect(audit).toMatchObject([{ actor, origin: ORIGIN }]);
    const rows = JSON.stringify([await identity.outbox(passwordChanged.type), await identity.database.collection('audit').find({ accountId: caller.accountId }).toArray()]);
    for (const secret of [PASSWORD, NEW, '$argon2']) expect(rows).not.toContain(secret);
  });

  it('names every broken rule, the repetition among them', async () => {
    const { caller, change } = await signedIn();
    expect(await change(PASSWORD, 'Sömmer')).toMatchObject({ code: 'password-policy', errors: ['length', 'digit', 'special', 'alphabet'].map((rule) => expect.objectContaining({ field: 'newPassword', rule })) });
    expect(await change(PASSWORD, PASSWORD)).toMatchObject({ code: 'password-policy', errors: [{ field: 'newPassword', rule: 'history' }] });
    const differing = { ...caller, currentPassword: PASSWORD, newPassword: NEW, newPasswordRepeat: PASSWORD, origin: ORIGIN };
    expect(await identity.refusal(changePassword, differing)).toMatchObject({ code: 'validation-failed', errors: [{ field: 'newPasswordRepeat', rule: 'mismatch' }] });
  });

  it('allows the first one again after five changes; five are remembered, as hashes', async () => {
    const { caller, change } = await signedIn();
    const all = [PASSWORD, ...[1, 2, 3, 4, 5].map((n) => `Passwort-${n}`)];
    for (let n = 1; n < all.length; n++) {
      expect((await change(all[n - 1]!, PASSWORD))?.errors).toEqual([{ field: 'newPassword', rule: 'history' }]);
      expect(await change(all[n - 1]!, all[n]!)).toBeUndefined();
    }
    expect(await change(all.at(-1)!, PASSWORD)).toBeUndefined();
    const account = await identity.database.collection<{ _id: string; passwordHashes: string[] }>('accounts').findOne({ _id: caller.accountId });
    expect(account?.passwordHashes).toEqual(Array.from({ length: 5 }, () => expect.stringMatching(/^\$argon2id\$/)));
  });

  it('would allow one of the last five if their hashes were not asked', async () => {
    const { change } = await signedIn();
    await change(PASSWORD, NEW);
    await replacing(NewPassword, { isRemembered: async () => false }, async () => expect(await change(NEW, PASSWORD)).toBeUndefined());
  });

  it('twice at the same moment over two instances happens once, and the other is told that the current password is wrong', async () => {
    for (let round = 0; round < 10; round++) {
      const { username, caller, change, signInWith } = await signedIn();
      const other = round % 2 ? callerOf(await identity.signIn(username)) : caller;
      const answers = await Promise.all([change(PASSWORD, NEW), change(PASSWORD, `Neu-${NEW}`, other)]);
      const [winner, refused] = answers[0] ? [`Neu-${NEW}`, answers[0]] : [NEW, answers[1]];
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
      // Whose session the winner ended before anything was read is told that instead.
      expect(['current-password-wrong', ...(round % 2 ? ['token-invalid'] : [])]).toContain(refused?.code);
      expect(await signInWith(winner)).toBeUndefined();
      expect(await identity.facts(passwordChanged.type, (data) => data.accountId === caller.accountId)).toHaveLength(1);
    }
  });

  it('needs a session that lives', async () => {
    const { caller, change, signInWith } = await signedIn();
    await identity.database.collection<{ _id: string }>('sessions').updateOne({ _id: caller.sessionId }, { $set: { endedAt: new Date() } });
    expect((await change(PASSWORD, NEW))?.code).toBe('token-invalid');
    expect(await signInWith(PASSWORD)).toBeUndefined();
  });
});

describe('a wrong current password', () => {
  it('is compared five times, however many come at the same moment', async () => {
    const { change } = await signedIn();
    const moment = new Date();
    // At the same moment, however long a slow machine takes: no pause ends meanwhile.
    await replacing(Clock, { now: () => moment }, async () => {
      const guesses = await Promise.all(Array.from({ length: 50 }, async (_, n) => (await change(`Falsch-${n}`, NEW))?.code));
      expect(guesses.filter((code) => code === 'current-password-wrong').length).toBeLessThanOrEqual(5);
      expect(guesses.every((code) => code === 'current-password-wrong' || code === 'too-many-attempts')).toBe(true);
      expect(await change(PASSWORD, NEW)).toMatchObject({ code: 'too-many-attempts', params: { retryAfter: expect.any(Number) } });
    });
  });

  it('would be compared as often as one likes if tries were not counted', async () => {
    const { change } = await signedIn();
    await replacing(SignInThrottleGuard, { countTry: async () => undefined }, async () => {
      for (let n = 0; n < 10; n++) expect((await change(`Falsch-${n}`, NEW))?.code).toBe('current-password-wrong');
    });
  });

  it('pauses sign-ins, and wrong sign-ins pause it, from that network only', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    for (let n = 0; n < 5; n++) await here.change('Falsch-1234', NEW);
    await identity.prolongPauses();
    expect((await here.signInWith(PASSWORD))?.code).toBe('too-many-attempts');
    for (let n = 0; n < 5; n++) await there.signInWith('Falsch-1234');
    await identity.prolongPauses();
    expect((await there.change(PASSWORD, NEW))?.code).toBe('too-many-attempts');
    expect(await there.change(PASSWORD, NEW, there.caller, { ...ORIGIN, ipPrefix: '198.51.100.0/24' })).toBeUndefined();
  });

  it('is forgiven by the right one', async () => {
    const { change } = await signedIn();
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) expect((await change('Falsch-1234', NEW))?.code).toBe('current-password-wrong');
      expect((await change(PASSWORD, 'kurz'))?.code).toBe('password-policy');
    }
  });

  it('counts among the failures of the account in this hour', async () => {
    const { change } = await signedIn();
    await change('Falsch-1234', NEW);
    await identity.database.collection('sign-in-throttles').updateMany({ inHour: { $exists: true } }, { $set: { inHour: 900 } });
    const from = (n: number) => change('Falsch-1234', NEW, undefined, { ...ORIGIN, ipPrefix: `203.0.${n}.0/24` });
    // Each of the two instances learns it from a failure of its own.
    const codes = [];
    for (let n = 0; n < 20; n++) codes.push((await from(n))?.code);
    expect(codes.filter((code) => code === 'current-password-wrong').length).toBeLessThanOrEqual(2);
    expect((await change(PASSWORD, NEW, undefined, { ...ORIGIN, ipPrefix: '198.51.100.0/24' }))?.code).toBe('too-many-attempts');
  });
});
