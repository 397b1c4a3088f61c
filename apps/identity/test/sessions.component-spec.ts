import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  changeLocale, checkSession, contactDataChanged, endOtherSessions, endSession, getMe, listSessions, refreshSession, sessionEnded, signIn, signOut, updateContactData,
} from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { contactDataOf, freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2, env: { REFRESH_TOKEN_REUSE_GRACE: 'PT2S' } }));
afterAll(() => identity.stop());

const refresh = (refreshToken: string) => identity.ask(refreshSession, { refreshToken, origin: ORIGIN });
const refreshRefusal = (refreshToken: string) => identity.refusal(refreshSession, { refreshToken, origin: ORIGIN });
const wrong = (username: string, origin = ORIGIN) => identity.refusal(signIn, { username, password: 'Falsch-1234!', origin });
const endedOf = (sessionId: string) => identity.facts(sessionEnded.type, (data) => data.sessionId === sessionId);

describe('sign-in', () => {
  it('opens a session that has to ask for contact data first', async () => {
    const { username } = await identity.activated();
    const opened = await identity.signIn(username.toUpperCase());
    expect(opened).toMatchObject({ role: 'MASTER_ADMINISTRATOR', requiredActions: ['CONTACT_DATA'] });
    expect(await identity.ask(checkSession, callerOf(opened))).toEqual({ alive: true, contactDataRequired: true });
  });

  it('answers alike for unknown users, wrong passwords and locked accounts, and names the lock with the right password', async () => {
    const [{ username: known }, { username: locked, form }] = [await identity.activated(), await identity.activated()];
    await identity.database.collection('accounts').updateOne({ email: form.email }, { $set: { status: 'LOCKED' } });
    const refusals = [await wrong(known), await wrong(freshUsername()), await wrong(locked)];
    for (const refused of refusals) expect(refused?.toJSON()).toEqual({ code: 'invalid-credentials', kind: 'unauthenticated' });
    expect((await identity.refusal(signIn, { username: locked, password: PASSWORD, origin: ORIGIN }))?.code).toBe('account-locked');
  });

  it.each(['known', 'unknown'])('lets five wrong tries of a %s user pass, then asks for a pause, from that network only', async (kind) => {
    const username = kind === 'known' ? (await identity.activated()).username : freshUsername();
    for (let n = 0; n < 5; n++) expect((await wrong(username))?.code).toBe('invalid-credentials');
    await identity.prolongPauses();
    const paused = await wrong(username);
    expect(paused).toMatchObject({ code: 'too-many-attempts', params: { retryAfter: expect.any(Number) } });
    expect((await wrong(username, { ...ORIGIN, ipPrefix: '198.51.100.0/24' }))?.code).toBe('invalid-credentials');
  });

  it('compares at most five of fifty parallel guesses', async () => {
    const { username } = await identity.activated();
    const results = await Promise.all(Array.from({ length: 50 }, async () => (await wrong(username))?.code));
    expect(results.filter((code) => code === 'invalid-credentials').length).toBeLessThanOrEqual(5);
  });

  it('forgives wrong tries after the right password', async () => {
    const { username } = await identity.activated();
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await wrong(username);
      await identity.signIn(username);
    }
  });

  it('allows a limited number of failures an hour and account, wherever they come from', async () => {
    const { username } = await identity.activated();
    await wrong(username);
    await identity.database.collection('sign-in-throttles').updateMany({ inHour: { $exists: true } }, { $set: { inHour: 900 } });
    // Each of the two instances learns it from a failure of its own.
    const codes = [];
    for (let n = 0; n < 20; n++) codes.push((await wrong(username, { ...ORIGIN, ipPrefix: `203.0.${n}.0/24` }))?.code);
    expect(codes.filter((code) => code === 'invalid-credentials').length).toBeLessThanOrEqual(2);
    expect((await identity.refusal(signIn, { username, password: PASSWORD, origin: ORIGIN }))?.code).toBe('too-many-attempts');
  });
});

describe('a refresh token', () => {
  it('rotates, and gives the same successor again while the answer may have been lost', async () => {
    const opened = await identity.signIn((await identity.activated()).username);
    const second = await refresh(opened.refreshToken);
    expect(second.refreshToken).not.toBe(opened.refreshToken);
    expect((await refresh(opened.refreshToken)).refreshToken).toBe(second.refreshToken);
    expect((await refresh(second.refreshToken)).sessionId).toBe(opened.sessionId);
  });

  it('rotates once for many who send it at the same moment', async () => {
    const opened = await identity.signIn((await identity.activated()).username);
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(opened.refreshToken)));
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
  });

  it('used again after its successor was used ends the session', async () => {
    const opened = await identity.signIn((await identity.activated()).username);
    const second = await refresh(opened.refreshToken);
    const third = await refresh(second.refreshToken);
    expect((await refreshRefusal(opened.refreshToken))?.code).toBe('token-invalid');
    expect((await refreshRefusal(third.refreshToken))?.code).toBe('token-invalid');
    expect(await endedOf(opened.sessionId)).toMatchObject([{ reason: 'REUSE', actor: { kind: 'SYSTEM' } }]);
  });

  it('used again after the grace ends the session', async () => {
    const opened = await identity.signIn((await identity.activated()).username);
    await refresh(opened.refreshToken);
    await identity.database.collection<{ _id: string }>('sessions').updateOne({ _id: opened.sessionId }, { $set: { rotatedAt: new Date(Date.now() - 3_000) } });
    expect((await refreshRefusal(opened.refreshToken))?.code).toBe('token-invalid');
    expect(await endedOf(opened.sessionId)).toMatchObject([{ reason: 'REUSE' }]);
  });

  it('forged, or of a session that ended or idled too long, is worth nothing', async () => {
    const [opened, idle] = [await identity.signIn((await identity.activated()).username), await identity.signIn((await identity.activated()).username)];
    expect((await refreshRefusal(opened.refreshToken.replace('.1.', '.2.')))?.code).toBe('token-invalid');
    await identity.ask(signOut, { refreshToken: opened.refreshToken, origin: ORIGIN });
    expect((await refreshRefusal(opened.refreshToken))?.code).toBe('token-invalid');
    await identity.database.collection<{ _id: string }>('sessions').updateOne({ _id: idle.sessionId }, { $set: { idleExpiresAt: new Date() } });
    expect((await refreshRefusal(idle.refreshToken))?.code).toBe('token-invalid');
    expect(await identity.ask(checkSession, callerOf(idle))).toEqual({ alive: false, contactDataRequired: false });
  });
});

describe('a session whose time is over', () => {
  it('is told of once, by two instances', async () => {
    const opened = await identity.signIn((await identity.activated()).username);
    await identity.database.collection<{ _id: string }>('sessions').updateOne({ _id: opened.sessionId }, { $set: { idleExpiresAt: new Date() } });
    await eventually(async () => expect(await endedOf(opened.sessionId)).toMatchObject([{ reason: 'EXPIRED', actor: { kind: 'SYSTEM' } }]), { within: 12_000 });
    const [session] = await identity.database.collection<{ _id: string }>('sessions').find({ _id: opened.sessionId }).toArray();
    expect(session).toMatchObject({ endReason: 'EXPIRED' });
  }, 30_000);
});

describe('sign-out', () => {
  it('ends the session once, however often it is asked for, and hands its fact out with the answer', async () => {
    const opened = await identity.signIn((await identity.activated()).username);
    const call = newCall(3_000);
    expect(await identity.ask(signOut, { sessionId: opened.sessionId, origin: ORIGIN }, call)).toEqual({ sessionId: opened.sessionId });
    expect(call.facts.map(({ type }) => type)).toEqual([sessionEnded.type]);
    await identity.ask(signOut, { sessionId: opened.sessionId, origin: ORIGIN });
    expect(await endedOf(opened.sessionId)).toMatchObject([{ reason: 'SIGN_OUT' }]);
    expect((await identity.refusal(listSessions, callerOf(opened)))?.code).toBe('token-invalid');
  });

  it('of nothing known is no error', async () => {
    expect(await identity.ask(signOut, { sessionId: newId(), origin: ORIGIN })).toBeDefined();
    expect(await identity.ask(signOut, { refreshToken: 'nonsense', origin: ORIGIN })).toEqual({});
    expect(await identity.ask(signOut, { origin: ORIGIN })).toEqual({});
  });
});

describe('one\'s own sessions', () => {
  it('are listed newest first, page by page', async () => {
    const { username } = await identity.activated();
    const opened = [];
    for (let n = 0; n < 5; n++) opened.push(await identity.signIn(username));
    const caller = callerOf(opened[0]!);
    const first = await identity.ask(listSessions, { ...caller, limit: 3 });
    const second = await identity.ask(listSessions, { ...caller, limit: 3, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(opened.map(({ sessionId }) => sessionId).reverse());
    expect(second.nextCursor).toBeNull();
    expect(second.items.at(-1)).toMatchObject({ current: true, device: ORIGIN.device, ipPrefix: ORIGIN.ipPrefix });
    expect((await identity.refusal(listSessions, { ...caller, cursor: 'what?' }))?.errors).toEqual([{ field: 'cursor', rule: 'format' }]);
  });

  it('can be ended one by one or all but this, and nobody else\'s exist', async () => {
    const [{ username }, stranger] = [await identity.activated(), await identity.signIn((await identity.activated()).username)];
    const [here, there, elsewhere] = [await identity.signIn(username), await identity.signIn(username), await identity.signIn(username)];
    const caller = callerOf(here);
    await identity.ask(endSession, { ...caller, endedSessionId: there.sessionId, origin: ORIGIN });
    expect((await identity.ask(checkSession, callerOf(there))).alive).toBe(false);
    expect(await identity.ask(endOtherSessions, { ...caller, origin: ORIGIN })).toEqual({ endedSessionIds: [elsewhere.sessionId] });
    expect((await identity.refusal(endSession, { ...caller, endedSessionId: stranger.sessionId, origin: ORIGIN }))?.code).toBe('not-found');
    expect((await identity.ask(listSessions, caller)).items.map(({ id }) => id)).toEqual([here.sessionId]);
    expect((await identity.ask(checkSession, callerOf(stranger))).alive).toBe(true);
    expect((await identity.refusal(endOtherSessions, { ...callerOf(there), origin: ORIGIN }))?.code).toBe('token-invalid');
  });
});

describe('one\'s own account', () => {
  it('is prefilled from the registration until the contact data are completed, on all sessions at once', async () => {
    const { username, form } = await identity.activated();
    const [here, there] = [await identity.signIn(username), await identity.signIn(username)];
    const before = await identity.ask(getMe, callerOf(here));
    expect(before).toMatchObject({ username, company: form.company, requiredActions: ['CONTACT_DATA'], contactData: { phone: form.phone, street: null, email: form.email } });
    expect(before.lastLoginAt).not.toBeNull();
    const after = await identity.ask(updateContactData, { origin: ORIGIN, ...callerOf(here), ...contactDataOf(form) });
    expect(after).toMatchObject({ requiredActions: [], contactData: { street: 'Hauptstraße', mobile: null } });
    expect(await identity.ask(getMe, callerOf(here))).toEqual(after);
    expect((await identity.ask(checkSession, callerOf(there))).contactDataRequired).toBe(false);
    expect((await refresh(there.refreshToken)).requiredActions).toEqual([]);
    const [changed] = await identity.facts(contactDataChanged.type, (data) => data.accountId === here.accountId);
    expect(changed?.changedFields).toEqual(['street', 'houseNumber', 'postalCode', 'city', 'country']);
  });

  it('completed frees a session that still asks for them, when the same is sent again', async () => {
    const { username, form } = await identity.activated();
    const caller = callerOf(await identity.signIn(username));
    await identity.ask(updateContactData, { origin: ORIGIN, ...caller, ...contactDataOf(form) });
    await identity.database.collection<{ _id: string }>('sessions').updateOne({ _id: caller.sessionId }, { $set: { contactDataRequired: true } });
    await identity.ask(updateContactData, { origin: ORIGIN, ...caller, ...contactDataOf(form) });
    expect((await identity.ask(checkSession, caller)).contactDataRequired).toBe(false);
    expect(await identity.facts(contactDataChanged.type, (data) => data.accountId === caller.accountId)).toHaveLength(1);
  });

  it('refuses whatever nobody knows, and names what cannot be changed', async () => {
    const { username, form } = await identity.activated();
    const caller = callerOf(await identity.signIn(username));
    const named = await identity.refusal(updateContactData, { origin: ORIGIN, ...caller, ...contactDataOf(form), firstName: 'Berta', role: 'SUPPORT_AGENT' } as never);
    expect(named?.errors).toEqual([{ field: 'firstName', rule: 'immutable' }, { field: 'role', rule: 'unknown' }]);
  });

  it('speaks the language that its holder wants', async () => {
    const { username } = await identity.activated();
    const caller = callerOf(await identity.signIn(username));
    expect((await identity.ask(changeLocale, { origin: ORIGIN, ...caller, locale: 'en' })).locale).toBe('en');
    expect((await identity.ask(getMe, caller)).locale).toBe('en');
  });
});
