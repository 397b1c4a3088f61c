import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { freshUsername } from '../../identity/test/builders.js';
import { GatewayFixture } from './gateway-fixture.js';

const system = new GatewayFixture();
beforeAll(() => system.start({ gateways: 2 }), 60_000);
afterAll(() => system.stop());

const NEW = 'Herbst-2026!';

async function signedIn() {
  const mine = await system.signedIn();
  const put = (path: string, body: object, headers?: Record<string, string>) => system.ask(path, { method: 'PUT', body, token: mine.accessToken, ...(headers && { headers }) });
  const changePassword = (currentPassword: string, newPassword: string, newPasswordRepeat = newPassword) => put('/me/password', { currentPassword, newPassword, newPasswordRepeat });
  const changeUsername = (newUsername: unknown, currentPassword: string = mine.password) => put('/me/username', { newUsername, currentPassword });
  const completeContactData = async () => expect((await put('/me/contact-data', mine.contactData)).status).toBe(200);
  return { ...mine, put, changePassword, changeUsername, completeContactData };
}
const statusOfMe = async (token: string, via = 0) => (await system.ask('/me', { token, via })).status;

describe('PUT /me/password', () => {
  it('answers 204 before the contact data are complete, and refuses the tokens of all other sessions, at once where it was answered', async () => {
    const { username, password, accessToken, changePassword } = await signedIn();
    const others = [await system.signIn({ username, password }, 0), await system.signIn({ username, password }, 1)];
    for (const { accessToken: token } of others) expect([await statusOfMe(token), await statusOfMe(token, 1)]).toEqual([200, 200]);
    const { status, body } = await changePassword(password, NEW);
    expect([status, body]).toEqual([204, undefined]);
    for (const { accessToken: token } of others) expect(await statusOfMe(token)).toBe(401);
    await eventually(async () => expect(await Promise.all(others.map(({ accessToken: token }) => statusOfMe(token, 1)))).toEqual([401, 401]), { within: 1_000 });
    expect([await statusOfMe(accessToken), await statusOfMe(accessToken, 1)]).toEqual([200, 200]);
  });

  it('says in the language of the caller which rules the new one breaks', async () => {
    const { password, put, changePassword } = await signedIn();
    const { status, body } = await changePassword(password, password);
    expect([status, body.code, body.errors]).toEqual([422, 'password-policy', [{ field: 'newPassword', rule: 'history', message: expect.stringContaining('letzten fünf') }]]);
    const english = await put('/me/password', { currentPassword: password, newPassword: NEW, newPasswordRepeat: `${NEW}!` }, { 'accept-language': 'en' });
    expect([english.status, english.body.code, english.body.errors]).toEqual([422, 'validation-failed', [{ field: 'newPasswordRepeat', rule: 'mismatch', message: expect.stringContaining('twice') }]]);
  });

  it('names every field that is missing or unknown', async () => {
    const { put } = await signedIn();
    const { status, body } = await put('/me/password', { newPassword: '', username: 'x' });
    const errors = body.errors.map(({ field, rule }: { field: string; rule: string }) => `${field} ${rule}`).sort();
    expect([status, errors]).toEqual([422, ['currentPassword required', 'newPassword required', 'newPasswordRepeat required', 'username unknown']]);
  });

  it('makes whoever guesses the current one wait, and says for how long', async () => {
    const { changePassword } = await signedIn();
    for (let n = 0; n < 5; n++) expect(await changePassword(`Falsch-${n}`, NEW)).toMatchObject({ status: 422, body: { code: 'current-password-wrong' } });
    const { status, body, headers } = await changePassword('Falsch-5', NEW);
    expect([status, body.code, Number(headers.get('retry-after'))]).toEqual([429, 'too-many-attempts', expect.any(Number)]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });

  it('is for who is signed in', async () => {
    const { status, body } = await system.ask('/me/password', { method: 'PUT', body: { currentPassword: 'a', newPassword: NEW, newPasswordRepeat: NEW } });
    expect([status, body.code]).toEqual([401, 'token-invalid']);
  });
});

describe('PUT /me/username', () => {
  it('waits for the contact data', async () => {
    const { changeUsername, completeContactData } = await signedIn();
    expect(await changeUsername(freshUsername())).toMatchObject({ status: 403, body: { code: 'contact-data-required' } });
    await completeContactData();
    expect((await changeUsername(freshUsername())).status).toBe(200);
  });

  it('answers the account as every gateway shows it from then on, and leaves all sessions open', async () => {
    const { username, password, accessToken: token, changeUsername, completeContactData } = await signedIn();
    await completeContactData();
    const other = await system.signIn({ username, password }, 1);
    const next = freshUsername();
    const { status, body } = await changeUsername(` ${next} `);
    expect([status, body]).toEqual([200, expect.objectContaining({ username: next, requiredActions: [] })]);
    for (const via of [0, 1]) expect((await system.ask('/me', { token, via })).body).toEqual(body);
    expect(await statusOfMe(other.accessToken, 1)).toBe(200);
    await system.signIn({ username: next, password }, 1);
    expect(await system.ask('/auth/login', { body: { username, password }, via: 1 })).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } });
  });

  it('says what a username must be, and that it must go together with the password', async () => {
    const { password, changeUsername, changePassword, completeContactData } = await signedIn();
    await completeContactData();
    const message = expect.stringContaining('6 bis 32 Zeichen');
    const broken = await changeUsername('a b');
    expect([broken.status, broken.body.code, broken.body.errors]).toEqual([422, 'validation-failed', [{ field: 'newUsername', rule: 'length', message: expect.any(String) }, { field: 'newUsername', rule: 'alphabet', message }]]);
    await changePassword(password, 'Herbst-2026');
    const { status, body } = await changeUsername('xx.HERBST-2026', 'Herbst-2026');
    expect([status, body.code, body.errors]).toEqual([422, 'password-policy', [{ field: 'newUsername', rule: 'username', message: expect.stringContaining('Benutzernamen') }]]);
  });

  it('refuses a wrong current password, and a name that somebody has', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    await mine.completeContactData();
    expect(await mine.changeUsername(freshUsername(), 'Falsch-1234')).toMatchObject({ status: 422, body: { code: 'current-password-wrong' } });
    expect(await mine.changeUsername(theirs.username.toUpperCase())).toMatchObject({ status: 409, body: { code: 'username-taken' } });
  });
});
