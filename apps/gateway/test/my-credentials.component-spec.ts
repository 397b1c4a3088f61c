import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { GatewayFixture } from './gateway-fixture.js';

const system = new GatewayFixture();
beforeAll(() => system.start({ gateways: 2 }), 60_000);
afterAll(() => system.stop());

const NEW = 'Herbst-2026!';

async function signedIn() {
  const mine = await system.signedIn();
  const put = (path: string, body: object, headers?: Record<string, string>) => system.ask(path, { method: 'PUT', body, token: mine.accessToken, ...(headers && { headers }) });
  const changePassword = (currentPassword: string, newPassword: string, newPasswordRepeat = newPassword) => put('/me/password', { currentPassword, newPassword, newPasswordRepeat });
  return { ...mine, put, changePassword };
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
