import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { salesPartnerOnboarded } from '#libs/contracts';
import { codeIn, eventually, type ReceivedMail, typeOf } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activeCustomer, completeContactData, type Customer, newCustomer, signIn } from '../../harness/src/scenarios/customer-journey.js';

const LIFETIME_S = 30;
const NEW = 'Herbst+2026';
let system: ConnectedSystem;

beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 }, env: { PASSWORD_RESET_LIFETIME: `PT${LIFETIME_S}S` } });
}, 120_000);
afterAll(() => system?.stop());

interface Login {
  username: string;
  password: string;
}
interface Problem extends Record<string, unknown> {
  code: string;
  detail: string;
  errors?: { field: string; rule: string }[];
}

/** A sales partner outside of the OTP procedure, with whatever address the CRM says. */
async function partner(email: string, locale: 'de' | 'en' = 'de'): Promise<Login> {
  const number = String(randomInt(10 ** 9, 10 ** 10));
  const person = { salutation: 'MR', firstName: 'Paul', lastName: 'Partner', company: 'Partner & Co. KG' } as const;
  const known = (await system.mailbox.mails(email)).length;
  await system.facts.publish(salesPartnerOnboarded, { partnerNumber: `VP-${number}`, ...person, email, locale, otpProcedure: false });
  const mails = await eventually(async () => {
    const received = (await system.mailbox.mails(email)).slice(known).filter((mail) => typeOf(mail) === 'activation-code');
    expect(received).toHaveLength(1);
    return received;
  });
  const { activationToken } = await system.portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode: codeIn(mails[0]!) } });
  const login = { username: `paul.${number}`, password: `Sonnig-${number}!` };
  await system.portal.expect(201, 'POST', '/activations/complete', { body: { activationToken, ...login } });
  return login;
}

const ask = (remembered: { email: string } | { username: string }, via = 0) => system.portals[via]!.send('POST', '/auth/password-resets', { body: remembered });
const remind = (email: string) => system.portal.send('POST', '/auth/username-reminders', { body: { email } });
const complete = (resetToken: string, newPassword = NEW, { via = 0, language = 'de' } = {}) =>
  system.portals[via]!.send<Problem>('POST', '/auth/password-resets/complete', { body: { resetToken, newPassword }, headers: { 'accept-language': language } });
const login = ({ username, password }: Login, headers = {}) => system.portal.send('POST', '/auth/login', { body: { username, password, tokenTransport: 'body' }, headers });
const mailsOf = async (email: string, messageType: string) => (await system.mailbox.mails(email)).filter((mail) => typeOf(mail) === messageType);

/** Username → what stands alone on a line below it. */
function tokensIn({ text }: ReceivedMail): Map<string, string> {
  const tokens = new Map<string, string>();
  let username = '';
  for (const line of text.split(/\r?\n/)) {
    username = /^(?:Benutzername|Username): (.+)$/.exec(line)?.[1] ?? username;
    if (/^[A-Za-z0-9-]{6,}$/.test(line)) tokens.set(username, line);
  }
  return tokens;
}

async function tokenFor(email: string, username: string): Promise<string> {
  expect(await ask({ email })).toMatchObject({ status: 202, body: {} });
  return tokensIn(await system.mailbox.next(email, 'password-reset')).get(username)!;
}

describe('Passwort vergessen', () => {
  it('a code comes by e-mail, sets a new password, ends every session, and signs nobody in', async () => {
    const customer = await activeCustomer(system);
    const open = [await signIn(system, customer), await signIn({ portal: system.portals[1]! }, customer)];
    expect(await ask({ email: ` ${customer.email.toUpperCase()}` }, 1)).toMatchObject({ status: 202, body: {} });
    const mail = await system.mailbox.next(customer.email, 'password-reset');
    expect([mail.subject, mail.text]).toEqual(['Ihr Passwort für das Business Service Portal zurücksetzen', expect.stringContaining('Code zum Zurücksetzen:')]);
    const token = tokensIn(mail).get(customer.username)!;
    expect(codeIn(mail)).toBe(token);
    expect(token.length).toBeGreaterThan(22);
    const done = await complete(token, NEW, { via: 1 });
    expect([done.status, done.body, done.headers.get('set-cookie')]).toEqual([204, null, null]);
    for (const { accessToken } of open) {
      for (const portal of system.portals) await eventually(async () => expect((await portal.send('GET', '/me', { token: accessToken })).status).toBe(401), { within: 1_000 });
    }
    for (const { refreshToken } of open) expect((await system.portal.send('POST', '/auth/refresh', { body: { refreshToken } })).status).toBe(401);
    expect((await login(customer)).body).toMatchObject({ code: 'invalid-credentials' });
    expect((await login({ ...customer, password: NEW })).status).toBe(200);
  });

  it('the holder is told by e-mail, and finds both steps in the list of activities', async () => {
    const customer = await activeCustomer(system);
    const token = await tokenFor(customer.email, customer.username);
    expect((await complete(token)).status).toBe(204);
    const notice = await system.mailbox.next(customer.email, 'security-notice');
    expect([notice.subject, notice.text.includes(token), notice.text.includes(NEW)]).toEqual(['Sicherheitshinweis: Ihr Passwort wurde geändert', false, false]);
    const { accessToken } = await signIn(system, { ...customer, password: NEW });
    await completeContactData(system, customer, accessToken);
    const { items } = await system.portal.expect<{ items: { type: string; actor: object; origin: object; details: object }[] }>(200, 'GET', '/me/activity', { token: accessToken });
    const origin = { ipPrefix: '127.0.0.0/24', device: expect.any(String) };
    expect(items).toContainEqual(expect.objectContaining({ type: 'PASSWORD_RESET_REQUESTED', actor: { kind: 'SELF' }, origin, details: { expiresAt: expect.any(String) } }));
    expect(items).toContainEqual(expect.objectContaining({ type: 'PASSWORD_RESET_COMPLETED', actor: { kind: 'SELF' }, origin, details: {} }));
  });

  it('one e-mail lists every account of the address, and each code is good for its own', async () => {
    const customer = await activeCustomer(system);
    const partners = [await partner(customer.email), await partner(customer.email)];
    await ask({ email: customer.email });
    const mail = await system.mailbox.next(customer.email, 'password-reset');
    const tokens = tokensIn(mail);
    expect([...tokens.keys()].sort()).toEqual([customer, ...partners].map(({ username }) => username).sort());
    expect(new Set(tokens.values()).size).toBe(3);
    expect((await complete(tokens.get(partners[0]!.username)!)).status).toBe(204);
    expect((await login({ ...partners[0]!, password: NEW })).status).toBe(200);
    for (const untouched of [customer, partners[1]!]) expect((await login(untouched)).status).toBe(200);
    expect((await complete(tokens.get(customer.username)!, 'Winter+2026')).status).toBe(204);
    expect((await login({ ...customer, password: 'Winter+2026' })).status).toBe(200);
    expect(await mailsOf(customer.email, 'password-reset')).toHaveLength(1);
  });

  it('asked for by username lists that account only', async () => {
    const customer = await activeCustomer(system);
    const { username } = await partner(customer.email);
    await ask({ username: username.toUpperCase() });
    expect([...tokensIn(await system.mailbox.next(customer.email, 'password-reset')).keys()]).toEqual([username]);
  });

  it('speaks English to whoever is kept in English', async () => {
    const email = newCustomer().email;
    const { username } = await partner(email, 'en');
    await ask({ email });
    const mail = await system.mailbox.next(email, 'password-reset');
    expect([mail.subject, mail.text]).toEqual(['Reset your password for the Business Service Portal', expect.stringContaining('Code for the reset:')]);
    const refused = await complete(tokensIn(mail).get(username)!, 'short', { language: 'en' });
    expect([refused.status, refused.body.code, refused.body.errors?.map(({ field, rule }) => `${field} ${rule}`)]).toEqual([422, 'password-policy', ['newPassword length', 'newPassword digit', 'newPassword special']]);
    expect(refused.headers.get('content-language')).toBe('en');
    expect((await complete(tokensIn(mail).get(username)!, NEW, { language: 'en' })).status).toBe(204);
  });

  it('takes a code once, and after every change of the password none that was sent before', async () => {
    const customer = await activeCustomer(system);
    await ask({ email: customer.email });
    await ask({ username: customer.username });
    const codes = await eventually(async () => {
      const mails = await mailsOf(customer.email, 'password-reset');
      expect(mails).toHaveLength(2);
      return mails.map(codeIn);
    });
    expect((await complete(codes[0]!)).status).toBe(204);
    for (const [n, code] of codes.entries()) expect(await complete(code, 'Winter+2026', { via: n })).toMatchObject({ status: 410, body: { code: 'token-expired' } });
    expect((await login({ ...customer, password: NEW })).status).toBe(200);
  });

  it('says so when the time of a code is over, and calls one that nobody was sent invalid', async () => {
    const customer = await activeCustomer(system);
    const token = await tokenFor(customer.email, customer.username);
    await pause(LIFETIME_S * 1_000);
    expect(await complete(token)).toMatchObject({ status: 410, body: { code: 'token-expired' } });
    const stranger = token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    expect(await complete(stranger)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    expect((await login(customer)).status).toBe(200);
  }, 60_000);

  it('keeps the code usable after one of the five newest passwords', async () => {
    const customer = await activeCustomer(system);
    const token = await tokenFor(customer.email, customer.username);
    expect(await complete(token, customer.password)).toMatchObject({ status: 422, body: { code: 'password-policy', errors: [{ field: 'newPassword', rule: 'history' }] } });
    expect((await complete(token)).status).toBe(204);
  });

  it('ends the pause after wrong passwords', async () => {
    const customer = await activeCustomer(system);
    for (let n = 0; n < 5; n++) await login({ ...customer, password: 'Falsch-12345!' });
    expect((await login(customer)).status).toBe(429);
    const token = await tokenFor(customer.email, customer.username);
    for (let n = 0; n < 4; n++) await login({ ...customer, password: 'Falsch-12345!' });
    expect((await complete(token)).status).toBe(204);
    expect((await login({ ...customer, password: NEW })).status).toBe(200);
  });
});

describe('Benutzername vergessen', () => {
  it('one e-mail lists every account of the address', async () => {
    const customer = await activeCustomer(system);
    const { username } = await partner(customer.email);
    expect(await remind(customer.email)).toMatchObject({ status: 202, body: {} });
    const mail = await system.mailbox.next(customer.email, 'username-reminder');
    expect(mail.subject).toBe('Ihr Benutzername für das Business Service Portal');
    for (const known of [customer.username, username]) expect(mail.text).toContain(`Benutzername: ${known}`);
    expect(tokensIn(mail).size).toBe(0);
  });
});

describe('An address or username that nobody has', () => {
  it('gets the same answer, and no e-mail', async () => {
    const [known, unknown]: Customer[] = [await activeCustomer(system), newCustomer()];
    const bare = ({ status, headers, body }: Awaited<ReturnType<typeof ask>>) => ({ status, headers: [...headers.keys()].sort(), body });
    expect(bare(await ask({ email: unknown!.email }))).toEqual(bare(await ask({ email: known!.email })));
    expect(bare(await ask({ username: unknown!.username }))).toEqual(bare(await ask({ username: known!.username })));
    expect(bare(await remind(unknown!.email))).toEqual(bare(await remind(known!.email)));
    await eventually(async () => expect((await system.mailbox.mails(known!.email)).map(typeOf).sort()).toEqual(expect.arrayContaining(['password-reset', 'password-reset', 'username-reminder'])));
    expect(await system.mailbox.mails(unknown!.email)).toEqual([]);
  });

  it('is not flooded where there is somebody: three e-mails an hour of each kind', async () => {
    const [customer, other] = [await activeCustomer(system), await activeCustomer(system)];
    for (let n = 0; n < 3; n++) await Promise.all([ask({ email: customer.email }), ask({ username: customer.username }, 1), remind(customer.email), remind(customer.email)]);
    await eventually(async () => expect((await mailsOf(customer.email, 'password-reset')).length + (await mailsOf(customer.email, 'username-reminder')).length).toBeGreaterThanOrEqual(6));
    await ask({ email: other.email });
    await system.mailbox.next(other.email, 'password-reset');
    expect([(await mailsOf(customer.email, 'password-reset')).length, (await mailsOf(customer.email, 'username-reminder')).length]).toEqual([3, 3]);
  });
});
