import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, typeOf } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activeCustomer, signIn } from '../../harness/src/scenarios/customer-journey.js';

let system: ConnectedSystem;

beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 } });
}, 120_000);
afterAll(() => system?.stop());

const NEW = 'Herbstlich-2026!';

interface Refusal {
  code: string;
  errors?: { field: string; rule: string; message: string }[];
}

/** Somebody who is signed in for the first time: the contact data are still to come. */
async function signedIn() {
  const customer = await activeCustomer(system);
  const { accessToken: token, refreshToken } = await signIn(system, customer);
  const change = (currentPassword: string, newPassword: string, { via = 0, repeat = newPassword, language = 'de' } = {}) =>
    system.portals[via]!.send<Refusal>('PUT', '/me/password', { token, body: { currentPassword, newPassword, newPasswordRepeat: repeat }, headers: { 'accept-language': language } });
  const login = (password: string, via = 0) => system.portals[via]!.send<Refusal>('POST', '/auth/login', { body: { username: customer.username, password } });
  const notices = async () => (await system.mailbox.mails(customer.email)).filter((mail) => typeOf(mail) === 'security-notice');
  return { ...customer, token, refreshToken, change, login, notices };
}

const statusOfMe = async (token: string, via: number) => (await system.portals[via]!.send('GET', '/me', { token })).status;
const rulesOf = ({ errors = [] }: Refusal) => errors.map(({ field, rule }) => `${field} ${rule}`);

describe('Passwort ändern', () => {
  it('works before the contact data are complete; the new one signs in, the old one no more', async () => {
    const { password, change, login } = await signedIn();
    expect(await change(password, NEW)).toMatchObject({ status: 204, body: null });
    expect(await login(password, 1)).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } });
    expect((await login(NEW, 1)).status).toBe(200);
  });

  it('ends all other sessions on every gateway, at once where it was answered and within a second elsewhere; its own goes on', async () => {
    const mine = await signedIn();
    const others = [await signIn(system, mine), await signIn(system, mine)];
    for (const { accessToken } of others) expect([await statusOfMe(accessToken, 0), await statusOfMe(accessToken, 1)]).toEqual([200, 200]);
    expect((await mine.change(mine.password, NEW)).status).toBe(204);
    for (const { accessToken } of others) expect(await statusOfMe(accessToken, 0)).toBe(401);
    await eventually(async () => expect(await Promise.all(others.map(({ accessToken }) => statusOfMe(accessToken, 1)))).toEqual([401, 401]), { within: 1_000 });
    for (const { refreshToken } of others) expect((await system.portals[1]!.send('POST', '/auth/refresh', { body: { refreshToken } })).status).toBe(401);
    expect([await statusOfMe(mine.token, 0), await statusOfMe(mine.token, 1)]).toEqual([200, 200]);
    expect((await system.portal.send('POST', '/auth/refresh', { body: { refreshToken: mine.refreshToken } })).status).toBe(200);
  });

  it('is told to the holder by e-mail, once, in German or English, without the password', async () => {
    const { password, token, change, notices } = await signedIn();
    await change(password, NEW);
    const [german] = await eventually(async () => {
      const mails = await notices();
      expect(mails).toHaveLength(1);
      return mails;
    });
    expect(german!.subject).toBe('Sicherheitshinweis: Ihr Passwort wurde geändert');
    await system.portal.expect(200, 'PUT', '/me/locale', { token, body: { locale: 'en' } });
    // The language that a mail is written in follows a moment later.
    await change(NEW, `Neu-${NEW}`);
    const both = await eventually(async () => {
      const mails = await notices();
      expect(mails).toHaveLength(2);
      return mails;
    });
    expect(both.map(({ subject }) => subject)).toContain('Security notice: your password has been changed');
    for (const { text, html } of both) for (const secret of [password, NEW]) expect(`${text}${html}`).not.toContain(secret);
  });

  it('shows in the list of activities', async () => {
    const mine = await signedIn();
    await signIn(system, mine);
    await mine.change(mine.password, NEW);
    await system.portal.expect(200, 'PUT', '/me/contact-data', {
      token: mine.token,
      body: { salutation: 'MS', company: mine.company, street: 'Ring', houseNumber: '1', postalCode: '53111', city: 'Bonn', country: 'DE', phone: '0228 1234567', email: mine.email },
    });
    const { items } = await system.portal.expect<{ items: { type: string; actor: object; details: object }[] }>(200, 'GET', '/me/activity', { token: mine.token });
    expect(items).toContainEqual(expect.objectContaining({ type: 'PASSWORD_CHANGED', actor: { kind: 'SELF' }, details: {} }));
    expect(items).toContainEqual(expect.objectContaining({ type: 'SESSIONS_ENDED', details: { reason: 'PASSWORD' } }));
  });

  it('names every broken rule, in the language of the caller, and changes nothing', async () => {
    const { username, password, change, login } = await signedIn();
    const cases: [string, string[]][] = [
      ['ä', ['length', 'letter', 'digit', 'special', 'alphabet']],
      [`${'a'.repeat(31)}1!`, ['length']],
      ['nur-buchstaben', ['digit']],
      ['12345678!', ['letter']],
      ['Sommer2026', ['special']],
      ['Sömmer-2026', ['alphabet']],
      [username.toUpperCase(), ['username']],
      [`x${username}!`, ['username']],
      [username.slice(0, 9), ['username']],
      [password, ['history']],
    ];
    for (const [chosen, rules] of cases) {
      const { status, body } = await change(password, chosen);
      expect([status, body.code, rulesOf(body)]).toEqual([422, 'password-policy', rules.map((rule) => `newPassword ${rule}`)]);
    }
    const english = await change(password, password, { language: 'en' });
    expect(english.body.errors).toEqual([{ field: 'newPassword', rule: 'history', message: 'This was one of your last five passwords. Please choose another one.' }]);
    expect((await login(password)).status).toBe(200);
  });

  it('needs the new one twice', async () => {
    const { password, change } = await signedIn();
    const { status, body } = await change(password, NEW, { repeat: `${NEW}!` });
    expect([status, body.code, rulesOf(body)]).toEqual([422, 'validation-failed', ['newPasswordRepeat mismatch']]);
  });

  it('refuses the five newest, and allows the first again after five changes', async () => {
    const { password, change } = await signedIn();
    const all = [password, ...[2, 3, 4, 5, 6].map((n) => `Passwort-${n}`)];
    for (let n = 1; n < all.length; n++) {
      for (const former of all.slice(0, n)) expect(rulesOf((await change(all[n - 1]!, former, { via: n % 2 })).body)).toEqual(['newPassword history']);
      expect((await change(all[n - 1]!, all[n]!, { via: n % 2 })).status).toBe(204);
    }
    expect((await change(all[5]!, password)).status).toBe(204);
  });

  it('twice at the same moment through both gateways happens once', async () => {
    const { password, change, login, notices } = await signedIn();
    const answers = await Promise.all([change(password, NEW), change(password, `Neu-${NEW}`, { via: 1 })]);
    expect(answers.map(({ status, body }) => body?.code ?? status).sort()).toEqual([204, 'current-password-wrong']);
    const [inForce, refused] = answers[0]!.status === 204 ? [NEW, `Neu-${NEW}`] : [`Neu-${NEW}`, NEW];
    expect([(await login(inForce)).status, (await login(refused)).status]).toEqual([200, 401]);
    await eventually(async () => expect(await notices()).toHaveLength(1));
  });
});

describe('a wrong current password', () => {
  it('counts as a wrong sign-in does: five tries over all gateways, then pauses that hold for both', async () => {
    const { password, change, login } = await signedIn();
    for (let n = 0; n < 3; n++) expect(await change(`Falsch-${n}!`, NEW, { via: n % 2 })).toMatchObject({ status: 422, body: { code: 'current-password-wrong' } });
    for (let n = 0; n < 2; n++) expect((await login(`Falsch-${n}!`, n)).status).toBe(401);
    for (const refused of [await change(password, NEW), await change(password, NEW, { via: 1 }), await login(password)]) {
      expect([refused.status, refused.body.code]).toEqual([429, 'too-many-attempts']);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    await eventually(async () => expect((await change(password, NEW)).status).toBe(204));
  });

  it('tells nothing about the new one', async () => {
    const { change } = await signedIn();
    expect((await change('Falsch-1234!', 'x')).body).toEqual(expect.objectContaining({ code: 'current-password-wrong' }));
  });
});
