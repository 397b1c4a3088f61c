import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { supportAgentOnboarded } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { codeIn, eventually, typeOf } from '#libs/testing';
import { cliJson } from '../../cli/test/run-cli.js';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activate, completeContactData, newCustomer, signIn } from '../../harness/src/scenarios/customer-journey.js';
import { accept, type Colleague, invite, newColleague, signedInMaster, type SubAdministrator } from '../../harness/src/scenarios/sub-administrator-journey.js';

let system: ConnectedSystem;
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 } });
}, 120_000);
afterAll(() => system?.stop());

const INVITATION = 'sub-administrator-invitation';
const newAddress = () => newColleague().email;

/** A master administrator and what they do through either gateway. */
async function master() {
  const { customer, token } = await signedInMaster(system);
  const send = (method: string, path: string, body?: unknown, via = 0) => system.portals[via]!.send(method, `/sub-administrators${path}`, { token, ...(body !== undefined && { body }) });
  const list = async (via = 0) => (await system.portals[via]!.expect<{ items: SubAdministrator[] }>(200, 'GET', '/sub-administrators', { token })).items;
  const feed = async () => (await system.portal.expect<{ items: { type: string; actor: object; details: Record<string, unknown> }[] }>(200, 'GET', '/me/activity', { token })).items;
  return { customer, token, send, list, feed, change: (id: string, body: object, via = 0) => send('PATCH', `/${id}`, body, via) };
}

type Master = Awaited<ReturnType<typeof master>>;

/** Somebody who accepted the invitation and is signed in. */
async function accepted({ token, customer }: Master, colleague = newColleague()) {
  const { id } = await invite(system, token, colleague);
  await accept(system, colleague);
  const { accessToken } = await signIn(system, colleague);
  await completeContactData(system, { company: customer.company, email: colleague.email }, accessToken);
  return { id, colleague, accessToken };
}

const invitations = async (email: string, count: number) =>
  eventually(async () => {
    const mails = (await system.mailbox.mails(email)).filter((mail) => typeOf(mail) === INVITATION);
    expect(mails).toHaveLength(count);
    return mails;
  });
const check = (activationCode: string) => system.portal.send('POST', '/activations', { body: { activationCode } });
const enter = ({ username, password }: Pick<Colleague, 'username' | 'password'>) => system.portal.send('POST', '/auth/login', { body: { username, password } });
const answersTo = (token: string) => Promise.all(system.portals.map(async (portal) => (await portal.send('GET', '/me', { token })).status));
/** What a refusal says, but for where and when. */
const problem = ({ status, body }: { status: number; body: Record<string, unknown> }) => {
  const { instance: _instance, traceId: _traceId, ...said } = body;
  return { status, said };
};

describe('Unteradministratoren anlegen', () => {
  it.each([
    ['de', 'hat Sie eingeladen, als Unteradministrator'],
    ['en', 'has invited you to work'],
  ] as const)('invites by e-mail, in their language (%s), in the name of who invites, and the code activates', async (locale, words) => {
    const { customer, token, list } = await master();
    const colleague = newColleague({ locale });
    const invited = await invite(system, token, colleague);
    const { firstName, lastName, email, username } = colleague;
    expect(invited).toEqual({ id: invited.id, username: null, firstName, lastName, email, status: 'INVITED', invitedUntil: expect.any(String), lastLoginAt: null });
    const days = (new Date(invited.invitedUntil!).getTime() - Date.now()) / 86_400_000;
    expect([days > 9.9, days <= 10]).toEqual([true, true]);
    const [mail] = await invitations(email, 1);
    const text = mail!.text.replace(/\s+/g, ' ');
    expect(mail!.subject).toBe('Ihr Business Service Portal Account');
    expect(text).toContain(`${customer.firstName} ${customer.lastName} (${customer.company}) ${words}`);
    expect(await list(1)).toEqual([invited]);
    await accept(system, colleague);
    const { requiredActions, accessToken } = await signIn(system, colleague);
    expect(requiredActions).toEqual(['CONTACT_DATA']);
    expect(await system.portal.expect(200, 'GET', '/me', { token: accessToken })).toMatchObject({ role: 'SUB_ADMINISTRATOR', company: customer.company, email });
    expect(await list()).toMatchObject([{ id: invited.id, username, status: 'ACTIVE', invitedUntil: null, lastLoginAt: expect.any(String) }]);
  });

  it('sends another code on request, also by the hotline and operators, and every one of them says who invites', async () => {
    const { customer, token, send } = await master();
    const colleague = newColleague();
    const { id } = await invite(system, token, colleague);
    expect(await send('POST', `/${id}/activation-codes`, undefined, 1)).toMatchObject({ status: 202, body: {} });
    const agent = newCustomer({ email: `jo.${customer.customerNumber}@hotline.test`, username: `jo.${customer.customerNumber}` });
    await system.facts.publish(supportAgentOnboarded, { staffNumber: customer.customerNumber, firstName: 'Jo', lastName: 'Hilfreich', email: agent.email, locale: 'de' });
    await activate(system, agent);
    const { accessToken } = await signIn(system, agent);
    await system.portal.expect(202, 'POST', '/support/activation-codes', { token: accessToken, body: { accountId: id, reason: 'Anruf, Code nicht angekommen' } });
    await cliJson(system.test.endpoints.nats, 'codes', 'reissue', id, '--reason', 'Anruf, Code nicht angekommen');
    const mails = await invitations(colleague.email, 4);
    for (const mail of mails) expect(mail.text.replace(/\s+/g, ' ')).toContain(`${customer.firstName} ${customer.lastName} (${customer.company})`);
    const usable = (await Promise.all(mails.map((mail) => check(codeIn(mail))))).filter(({ status }) => status === 200);
    expect(usable).toHaveLength(1);
    await accept(system, { ...colleague });
    expect(await send('POST', `/${id}/activation-codes`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('mends a mistyped address: the code that went there opens nothing any more', async () => {
    const { token, change, list } = await master();
    const colleague = newColleague();
    const { id } = await invite(system, token, colleague);
    const [mail] = await invitations(colleague.email, 1);
    const email = newAddress();
    expect(await change(id, { email: email.toUpperCase() }, 1)).toMatchObject({ status: 200, body: { id, email, status: 'INVITED' } });
    expect(await check(codeIn(mail!))).toMatchObject({ status: 410, body: { code: 'code-expired', hotline: '0800 33 55540' } });
    await invitations(email, 1);
    await accept(system, { ...colleague, email });
    expect(await change(id, { email: newAddress() })).toMatchObject({ status: 422, body: { errors: [{ field: 'email', rule: 'immutable' }] } });
    expect([(await list())[0]?.email, (await system.mailbox.mails(colleague.email)).map(typeOf)]).toEqual([email, [INVITATION]]);
  });

  it('lets several people share an address', async () => {
    const { customer, token, list } = await master();
    const colleagues = [newColleague({ email: customer.email }), newColleague({ email: customer.email })];
    for (const colleague of colleagues) await invite(system, token, colleague);
    expect((await list()).map(({ email }) => email)).toEqual([customer.email, customer.email]);
    expect((await enter(customer)).status).toBe(200);
  });
});

describe('Unteradministratoren sperren und entfernen', () => {
  it('signs whoever is locked out on every gateway, says so at the sign-in, and lets them in again', async () => {
    const owner = await master();
    const { id, colleague, accessToken } = await accepted(owner);
    const { accessToken: elsewhere } = await signIn(system, colleague);
    expect(await answersTo(accessToken)).toEqual([200, 200]);
    expect(await owner.change(id, { status: 'LOCKED' })).toMatchObject({ status: 200, body: { status: 'LOCKED' } });
    for (const token of [accessToken, elsewhere]) {
      expect((await system.portal.send('GET', '/me', { token })).status).toBe(401);
      await eventually(async () => expect(await answersTo(token)).toEqual([401, 401]), { within: 1_000 });
    }
    expect(await enter(colleague)).toMatchObject({ status: 403, body: { code: 'account-locked' } });
    expect((await system.mailbox.next(colleague.email, 'security-notice')).subject).toContain('gesperrt');
    expect(await owner.change(id, { status: 'ACTIVE' }, 1)).toMatchObject({ status: 200, body: { status: 'ACTIVE' } });
    expect((await enter(colleague)).status).toBe(200);
    expect(await answersTo(accessToken)).toEqual([401, 401]);
  });

  it('cannot lift the lock of an operator, and the answer says so', async () => {
    const owner = await master();
    const { id, colleague } = await accepted(owner);
    await cliJson(system.test.endpoints.nats, 'accounts', 'lock', '--id', id, '--reason', 'Notebook gestohlen, Anruf der Kundin');
    for (const status of ['LOCKED', 'ACTIVE']) expect(await owner.change(id, { status })).toMatchObject({ status: 200, body: { status: 'LOCKED' } });
    expect((await enter(colleague)).status).toBe(403);
    await cliJson(system.test.endpoints.nats, 'accounts', 'unlock', '--id', id, '--reason', 'Notebook gefunden, Anruf der Kundin');
    expect((await enter(colleague)).status).toBe(200);
  });

  it('removes for good: every session and code ends, and nothing of them is left to see', async () => {
    const owner = await master();
    const { id, colleague, accessToken } = await accepted(owner);
    const invited = newColleague();
    const { id: invitedId } = await invite(system, owner.token, invited);
    const [mail] = await invitations(invited.email, 1);
    for (const removed of [id, invitedId]) {
      expect((await owner.send('DELETE', `/${removed}`)).status).toBe(204);
      expect((await owner.send('DELETE', `/${removed}`, undefined, 1)).status).toBe(404);
    }
    await eventually(async () => expect(await answersTo(accessToken)).toEqual([401, 401]), { within: 1_000 });
    expect(await enter(colleague)).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } });
    expect(await check(codeIn(mail!))).toMatchObject({ status: 410, body: { code: 'code-expired' } });
    expect(await owner.list(1)).toEqual([]);
  });

  it('is on the record of the master administrator, and of whoever it was done to', async () => {
    const owner = await master();
    const colleague = newColleague();
    const { id } = await invite(system, owner.token, colleague);
    const email = newAddress();
    await owner.change(id, { email });
    await owner.send('POST', `/${id}/activation-codes`);
    await invitations(email, 2);
    await accept(system, { ...colleague, email });
    for (const status of ['LOCKED', 'ACTIVE']) await owner.change(id, { status });
    const { accessToken } = await signIn(system, colleague);
    await completeContactData(system, { company: owner.customer.company, email }, accessToken);
    const theirs = (await system.portal.expect<{ items: { type: string; actor: { kind: string }; details: object }[] }>(200, 'GET', '/me/activity', { token: accessToken })).items;
    await owner.send('DELETE', `/${id}`);
    const acts = (await owner.feed()).filter(({ type }) => type.startsWith('SUB_ADMINISTRATOR'));
    expect(acts.map(({ type }) => type)).toEqual(['REMOVED', 'UNLOCKED', 'LOCKED', 'CODE_SENT', 'EMAIL_CORRECTED', 'CREATED'].map((act) => `SUB_ADMINISTRATOR_${act}`));
    for (const act of acts) expect(act).toMatchObject({ actor: { kind: 'SELF' }, details: { subAdministratorId: id, name: 'Udo Unterberg' } });
    expect(theirs.filter(({ actor }) => actor.kind === 'MASTER').map(({ type }) => type)).toEqual([
      'ACCOUNT_UNLOCKED', 'ACCOUNT_LOCKED', 'ACTIVATION_CODE_SENT', 'SUB_ADMINISTRATOR_EMAIL_CORRECTED', 'ACTIVATION_CODE_SENT', 'SUB_ADMINISTRATOR_CREATED', 'ACTIVATION_CODE_SENT',
    ]);
    expect(JSON.stringify(theirs)).not.toContain(owner.token);
  });
});

describe('Benutzerverwaltung', () => {
  it('knows nobody but one’s own people: every id of somebody else gets the answer of one that never was', async () => {
    const [mine, theirs] = [await master(), await master()];
    const invitedOne = await invite(system, theirs.token, newColleague());
    const active = await accepted(theirs);
    const locked = await accepted(theirs);
    await theirs.change(locked.id, { status: 'LOCKED' });
    const removed = await invite(system, theirs.token, newColleague());
    await theirs.send('DELETE', `/${removed.id}`);
    const idOf = async (token: string) => (await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token })).id;
    const before = await theirs.list();
    const ids = [invitedOne.id, active.id, locked.id, removed.id, await idOf(theirs.token), await idOf(mine.token), 'no-id'];
    const everyVerb = (id: string) => [
      () => mine.send('GET', `/${id}`), () => mine.change(id, { email: newAddress() }), () => mine.change(id, { status: 'LOCKED' }), () => mine.change(id, { status: 'ACTIVE' }),
      () => mine.send('POST', `/${id}/activation-codes`), () => mine.send('DELETE', `/${id}`),
    ];
    const never = problem(await mine.send('GET', `/${newId()}`));
    expect(never).toMatchObject({ status: 404, said: { code: 'not-found' } });
    for (const id of ids) for (const verb of everyVerb(id)) expect(problem(await verb())).toEqual(never);
    expect([await mine.list(), await theirs.list()]).toEqual([[], before]);
    expect(await answersTo(active.accessToken)).toEqual([200, 200]);
  });

  it('is nothing for sub-administrators themselves', async () => {
    const owner = await master();
    const { id, accessToken: token } = await accepted(owner);
    const { salutation, firstName, lastName, email, locale } = newColleague();
    const answers = await Promise.all([
      system.portal.send('GET', '/sub-administrators', { token }),
      system.portal.send('POST', '/sub-administrators', { token, body: { salutation, firstName, lastName, email, locale } }),
      system.portal.send('GET', `/sub-administrators/${id}`, { token }),
      system.portal.send('PATCH', `/sub-administrators/${id}`, { token, body: { status: 'ACTIVE' } }),
      system.portal.send('DELETE', `/sub-administrators/${id}`, { token }),
      system.portal.send('POST', `/sub-administrators/${id}/activation-codes`, { token }),
    ]);
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual(Array(6).fill([403, 'forbidden']));
  });
});
