import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { freshEmail, freshUsername } from '../../identity/test/builders.js';
import { GatewayFixture } from './gateway-fixture.js';

const NEW = 'Herbst-2026!';
const system = new GatewayFixture();
beforeAll(() => system.start({ gateways: 2, env: { TRUST_PROXY: 'loopback' } }), 60_000);
afterAll(() => system.stop());

const ask = (body: unknown) => system.ask('/auth/password-resets', { body });
const remind = (body: unknown) => system.ask('/auth/username-reminders', { body });
const complete = (body: unknown, via = 0) => system.ask('/auth/password-resets/complete', { body, via });
const rulesOf = ({ status, body }: Awaited<ReturnType<typeof ask>>) => [status, body.code, ...(body.errors as { field: string; rule: string }[]).map(({ field, rule }) => `${field} ${rule}`)];

async function tokenFor(email: string): Promise<string> {
  expect(await ask({ email })).toMatchObject({ status: 202, body: {} });
  return eventually(async () => (await system.identity.codesFor(email, 'password-reset')).at(-1)!.accounts[0]!.token);
}

/** Somebody who had a password before the account came into this state. */
async function inState(status: 'LOCKED' | 'CLOSED') {
  const account = await system.identity.activated();
  await system.identity.database.collection('accounts').updateOne({ masterEmail: account.form.email }, { $set: { status, ...(status === 'LOCKED' && { lockedBy: ['SUPPORT'] }) } });
  return account;
}

/** All but the second in which it was answered. */
const headersOf = ({ headers }: Awaited<ReturnType<typeof ask>>) => [...headers].filter(([name]) => name !== 'date').sort();

describe('asking for a new password or a forgotten username', () => {
  it('is answered alike, whoever is meant', async () => {
    const { form, username } = await system.identity.activated();
    const [{ form: invited }, locked, closed] = [await system.identity.invited(), await inState('LOCKED'), await inState('CLOSED')];
    const answers = await Promise.all([
      ask({ email: form.email }), ask({ email: freshEmail() }), ask({ username }), ask({ username: freshUsername() }), ask({ username: '§' }), remind({ email: form.email }), remind({ email: freshEmail() }),
      ...[locked, closed].flatMap((account) => [ask({ email: account.form.email }), ask({ username: account.username }), remind({ email: account.form.email })]),
      ask({ email: invited.email }), remind({ email: invited.email }),
    ]);
    for (const answer of answers) {
      expect([answer.status, answer.body]).toEqual([202, {}]);
      expect(headersOf(answer)).toEqual(headersOf(answers[0]!));
    }
  });

  it.each([
    [{}, 'username required', 'email required'],
    [{ username: 'anna.muster', email: 'anna@muster.example' }, 'email unknown'],
    [{ email: 'anna' }, 'email format'],
    [{ username: null }, 'username format'],
    [{ username: { $ne: '' } }, 'username format'],
    [{ email: 'anna@muster.example', role: 'x' }, 'role unknown'],
  ])('names what is wrong with %j', async (body, ...wrong) => {
    expect(rulesOf(await ask(body))).toEqual([422, 'validation-failed', ...wrong]);
  });

  it('asks for an e-mail address where the username is forgotten', async () => {
    expect(rulesOf(await remind({ username: 'anna.muster' }))).toEqual([422, 'validation-failed', 'email required', 'username unknown']);
  });
});

describe('setting a new password with a reset token', () => {
  it('ends all sessions at once on the gateway that answers, and within a second on the others, refresh tokens included', async () => {
    const mine = await system.signedIn();
    const other = await system.signIn(mine, 1);
    for (const via of [0, 1]) expect((await system.ask('/me', { token: mine.accessToken, via })).status).toBe(200);
    const resetToken = await tokenFor(mine.form.email);
    const done = await complete({ resetToken, newPassword: NEW });
    expect([done.status, done.body, done.headers.get('set-cookie')]).toEqual([204, undefined, null]);
    for (const { accessToken: token } of [mine, other]) expect((await system.ask('/me', { token })).status).toBe(401);
    for (const { accessToken: token } of [mine, other]) await eventually(async () => expect((await system.ask('/me', { token, via: 1 })).status).toBe(401), { within: 1_000 });
    expect((await system.ask('/auth/refresh', { body: { refreshToken: mine.refreshToken } })).body.code).toBe('token-invalid');
    expect((await system.ask('/auth/login', { body: { username: mine.username, password: mine.password } })).status).toBe(401);
    await system.signIn({ ...mine, password: NEW });
  });

  it('clears the pauses of the account, wherever its wrong tries came from', async () => {
    const account = await system.identity.activated();
    const login = (password: string, network: string, via = 0) =>
      system.ask('/auth/login', { body: { username: account.username, password }, headers: { 'x-forwarded-for': `198.51.${network}.1` }, via });
    const networks = ['1', '2', '3'];
    for (const network of networks) for (let n = 0; n < 6; n++) await login('Falsch-12345!', network, n % 2);
    const resetToken = await tokenFor(account.form.email);
    // As long as pauses can be, so that none ends by itself meanwhile.
    await system.identity.database.collection('sign-in-throttles').updateMany({ pausedUntil: { $gt: new Date(0) } }, { $set: { pausedUntil: new Date(Date.now() + 900_000) } });
    for (const network of networks) expect((await login(account.password, network)).status).toBe(429);
    expect((await complete({ resetToken, newPassword: NEW }, 1)).status).toBe(204);
    for (const [n, network] of networks.entries()) expect((await login(NEW, network, n % 2)).status).toBe(200);
  });

  it('leaves a token usable after a password that breaks the rules, each of which is named', async () => {
    const { form, password } = await system.identity.activated();
    const resetToken = await tokenFor(form.email);
    expect(rulesOf(await complete({ resetToken, newPassword: 'kurz' }))).toEqual([422, 'password-policy', 'newPassword length', 'newPassword digit', 'newPassword special']);
    expect(rulesOf(await complete({ resetToken, newPassword: password }))).toEqual([422, 'password-policy', 'newPassword history']);
    expect(rulesOf(await complete({ resetToken, newPassword: '' }))).toEqual([422, 'validation-failed', 'newPassword required']);
    expect((await complete({ resetToken, newPassword: NEW })).status).toBe(204);
    expect((await complete({ resetToken, newPassword: 'Winter-2026!' }, 1)).body).toMatchObject({ status: 410, code: 'token-expired' });
  });

  it('unlocks no locked account, and signs nobody in to it', async () => {
    const { form, username } = await system.identity.activated();
    await system.identity.database.collection('accounts').updateOne({ masterEmail: form.email }, { $set: { status: 'LOCKED', lockedBy: ['SUPPORT'] } });
    const resetToken = await tokenFor(form.email);
    expect((await complete({ resetToken, newPassword: NEW })).status).toBe(204);
    expect((await system.ask('/auth/login', { body: { username, password: NEW } })).body).toMatchObject({ status: 403, code: 'account-locked' });
  });

  it.each(['x', '2222-2222-2222-2222-2222-2222-2222', 'ö', '../..', 'a'.repeat(512)])('calls the token %s invalid', async (resetToken) => {
    expect((await complete({ resetToken, newPassword: NEW })).body).toMatchObject({ status: 401, code: 'token-invalid' });
  });
});
