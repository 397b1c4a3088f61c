import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeIn, eventually, typeOf } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activeCustomer, becomeKnown, completeContactData, newCustomer, register, signIn } from '../../harness/src/scenarios/customer-journey.js';

let system: ConnectedSystem;

beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 } });
}, 120_000);
afterAll(() => system?.stop());

interface Answered {
  code: string;
  username: string;
  errors?: { field: string; rule: string; message: string }[];
}

/** Somebody who is signed in and whose contact data are complete. */
async function signedIn() {
  const customer = await activeCustomer(system);
  const { accessToken: token } = await signIn(system, customer);
  await completeContactData(system, customer, token);
  const rename = (newUsername: string, { via = 0, currentPassword = customer.password, language = 'de' } = {}) =>
    system.portals[via]!.send<Answered>('PUT', '/me/username', { token, body: { newUsername, currentPassword }, headers: { 'accept-language': language } });
  const login = (username: string, via = 0) => system.portals[via]!.send<Answered>('POST', '/auth/login', { body: { username, password: customer.password } });
  const me = (via = 0) => system.portals[via]!.expect<Answered>(200, 'GET', '/me', { token });
  const notices = async () => (await system.mailbox.mails(customer.email)).filter((mail) => typeOf(mail) === 'security-notice');
  return { ...customer, token, rename, login, me, notices };
}

const freshName = () => `neu.${newCustomer().username}`.slice(0, 32);
/** Whoever is told to wait comes again. */
const answered = <A extends { status: number }>(ask: () => Promise<A>): Promise<A> =>
  eventually(async () => {
    const answer = await ask();
    if (answer.status === 503) throw new Error('told to wait');
    return answer;
  });
const rulesOf = ({ errors = [] }: Answered) => errors.map(({ field, rule }) => `${field} ${rule}`);

describe('Benutzername ändern', () => {
  it('lets the new name in at once, on every gateway, and the old one no more; open sessions go on', async () => {
    const mine = await signedIn();
    const name = freshName();
    const { status, body } = await mine.rename(name);
    expect([status, body]).toEqual([200, await mine.me()]);
    expect([body.username, (await mine.me(1)).username]).toEqual([name, name]);
    for (const via of [0, 1]) expect([(await mine.login(name, via)).status, (await mine.login(mine.username, via)).status]).toEqual([200, 401]);
    expect((await mine.login(name.toUpperCase())).status).toBe(200);
  });

  it('is told to the holder by e-mail, in German or English, and shows in the list of activities', async () => {
    const { token, rename, notices } = await signedIn();
    await rename(freshName());
    await eventually(async () => expect((await notices()).map(({ subject }) => subject)).toEqual(['Sicherheitshinweis: Ihr Benutzername wurde geändert']));
    await system.portal.expect(200, 'PUT', '/me/locale', { token, body: { locale: 'en' } });
    await rename(freshName());
    await eventually(async () => expect((await notices()).map(({ subject }) => subject)).toContain('Security notice: your username has been changed'));
    const { items } = await system.portal.expect<{ items: { type: string; details: object }[] }>(200, 'GET', '/me/activity', { token });
    expect(items.filter(({ type }) => type === 'USERNAME_CHANGED')).toEqual([expect.objectContaining({ details: {} }), expect.objectContaining({ details: {} })]);
  });

  it('waits for the contact data', async () => {
    const customer = await activeCustomer(system);
    const { accessToken: token } = await signIn(system, customer);
    const refused = await system.portal.send('PUT', '/me/username', { token, body: { newUsername: freshName(), currentPassword: customer.password } });
    expect(refused).toMatchObject({ status: 403, body: { code: 'contact-data-required' } });
  });

  it('names every rule that the new name breaks, in the language of the caller', async () => {
    const { username, rename, me } = await signedIn();
    const cases: [string, string[]][] = [['anna', ['length']], ['x'.repeat(33), ['length']], ['anna muster', ['alphabet']], ['a/b', ['length', 'alphabet']], ['anna😀muster', ['alphabet']]];
    for (const [name, rules] of cases) {
      const { status, body } = await rename(name);
      expect([status, body.code, rulesOf(body)]).toEqual([422, 'validation-failed', rules.map((rule) => `newUsername ${rule}`)]);
    }
    const english = await rename('a/b', { language: 'en' });
    expect(english.body.errors?.at(-1)?.message).toContain('6 to 32 characters');
    expect((await me()).username).toBe(username);
  });

  it('is refused where the password would contain the name or be a part of it', async () => {
    const { username, password, token, rename, me } = await signedIn();
    await system.portal.expect(204, 'PUT', '/me/password', { token, body: { currentPassword: password, newPassword: 'Herbst-2026', newPasswordRepeat: 'Herbst-2026' } });
    for (const name of ['herbst-2026', 'der.HERBST-2026', 'herbst-202']) {
      const { status, body } = await rename(name, { currentPassword: 'Herbst-2026' });
      expect([status, body.code, rulesOf(body)]).toEqual([422, 'password-policy', ['newUsername username']]);
    }
    expect((await me()).username).toBe(username);
  });

  it('takes letters of every alphabet, and one\u2019s own name in another spelling', async () => {
    const { rename, login, username } = await signedIn();
    const name = `Änne_Łukasz@${username.slice(-8)}`;
    expect((await rename(name.normalize('NFD'))).body.username).toBe(name);
    expect((await login(name.toLowerCase().normalize('NFD'), 1)).status).toBe(200);
    expect((await rename(name.toUpperCase())).body.username).toBe(name.toUpperCase());
  });

  it('needs the current password, which is tried as at a sign-in', async () => {
    const { username, rename, login, me } = await signedIn();
    for (let n = 0; n < 5; n++) expect(await rename(freshName(), { currentPassword: `Falsch-${n}!`, via: n % 2 })).toMatchObject({ status: 422, body: { code: 'current-password-wrong' } });
    for (const refused of [await rename(freshName()), await rename(freshName(), { via: 1 }), await login(username)]) {
      expect([refused.status, refused.body.code, Number(refused.headers.get('retry-after')) >= 1]).toEqual([429, 'too-many-attempts', true]);
    }
    expect((await me()).username).toBe(username);
  });
});

describe('a username', () => {
  it('that ten want at the same moment through both gateways is given to one of them', async () => {
    const all: Awaited<ReturnType<typeof signedIn>>[] = [];
    while (all.length < 10) all.push(await signedIn());
    const wanted = freshName();
    const answers = await Promise.all(all.map(({ rename }, n) => answered(() => rename(n % 3 ? wanted : wanted.toUpperCase(), { via: n % 2 }))));
    expect(answers.map(({ status, body }) => (status === 200 ? 200 : body.code)).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 'username-taken')]);
    for (const [n, { username, me }] of all.entries()) expect((await me()).username).toBe(answers[n]!.status === 200 ? answers[n]!.body.username : username);
  });

  it('that was given up is kept for its former owner, against changes and activations', async () => {
    const [owner, other, invited] = [await signedIn(), await signedIn(), newCustomer()];
    await owner.rename(freshName());
    expect(await other.rename(owner.username.toUpperCase())).toMatchObject({ status: 409, body: { code: 'username-taken' } });
    await becomeKnown(system, invited);
    await register(system, invited);
    const activationCode = codeIn(await system.mailbox.next(invited.email, 'activation-code'));
    const { activationToken } = await system.portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode } });
    const complete = (username: string) => system.portal.send('POST', '/activations/complete', { body: { activationToken, username, password: invited.password } });
    expect(await complete(owner.username)).toMatchObject({ status: 409, body: { code: 'username-taken' } });
    expect((await owner.rename(owner.username)).status).toBe(200);
    expect((await complete(invited.username)).status).toBe(201);
  });
});
