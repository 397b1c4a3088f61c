import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeIn, eventually, typeOf } from '#libs/testing';
import { cliJson } from '../../cli/test/run-cli.js';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activeCustomer, completeContactData, type Customer, newCustomer, register, signIn } from '../../harness/src/scenarios/customer-journey.js';
import { signedInMaster, signedInSubordinate } from '../../harness/src/scenarios/sub-administrator.js';

let system: ConnectedSystem;
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 } });
}, 120_000);
afterAll(() => system?.stop());

const REASON = 'Notebook gestohlen, Anruf der Kundin';
const UNKNOWN = { username: newCustomer().username, password: 'Winter-2026!' };

/** What an operator does at the command line. */
const bsp = <T = { id: string; status: string }>(...args: string[]) => cliJson<T>(system.test.endpoints.nats, ...args);
const change = (act: string, id: string, ...args: string[]) => bsp('accounts', act, '--id', id, '--reason', REASON, ...args);

/** A customer who is signed in, and known to the portal by this id. */
async function aCustomer() {
  const customer = await activeCustomer(system);
  const tokens = await signIn(system, customer);
  await completeContactData(system, customer, tokens.accessToken);
  const { id } = await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token: tokens.accessToken });
  return { customer, id, ...tokens };
}

const answersTo = (token: string) => Promise.all(system.portals.map(async (portal) => (await portal.send('GET', '/me', { token })).status));
const refusedEverywhere = (token: string) => eventually(async () => expect(await answersTo(token)).toEqual([401, 401]), { within: 1_000 });
const enter = async ({ username, password }: Pick<Customer, 'username' | 'password'>) => {
  const { status, body } = await system.portal.send('POST', '/auth/login', { body: { username, password } });
  const { instance: _instance, traceId: _traceId, ...problem } = body;
  return { status, problem };
};
const noticeOf = (email: string, subject: string) =>
  eventually(async () => expect((await system.mailbox.mails(email)).filter((mail) => typeOf(mail) === 'security-notice').map((mail) => mail.subject)).toContain(`Sicherheitshinweis: ${subject}`));

describe('An account that an operator locks', () => {
  it('is signed out on every gateway, tells only whoever knows the password, and opens again', async () => {
    const { customer, id, accessToken, refreshToken } = await aCustomer();
    expect(await answersTo(accessToken)).toEqual([200, 200]);
    expect(await change('lock', id)).toMatchObject({ id, status: 'LOCKED' });
    await refusedEverywhere(accessToken);
    expect((await system.portal.send('POST', '/auth/refresh', { body: { refreshToken } })).status).toBe(401);
    expect(await enter(customer)).toMatchObject({ status: 403, problem: { code: 'account-locked' } });
    expect(await enter({ ...customer, password: 'Winter-2026!' })).toEqual(await enter(UNKNOWN));
    await noticeOf(customer.email, 'Ihr BSP-Account wurde gesperrt');

    expect(await change('unlock', id)).toMatchObject({ id, status: 'ACTIVE' });
    const { accessToken: token } = await signIn(system, customer);
    expect(await answersTo(token)).toEqual([200, 200]);
    const { items } = await system.portal.expect<{ items: { type: string }[] }>(200, 'GET', '/me/activity', { token });
    const byOperators = { actor: { kind: 'OPERATOR' }, origin: null, details: { reason: REASON } };
    for (const type of ['ACCOUNT_LOCKED', 'ACCOUNT_UNLOCKED']) expect(items).toContainEqual(expect.objectContaining({ type, ...byOperators }));
  });
});

describe('An account that an operator closes', () => {
  it('is as one that never was, tells its holder, and its address may register again', async () => {
    const { customer, id, accessToken } = await aCustomer();
    expect(await change('close', id, '--confirm', customer.username)).toMatchObject({ id, status: 'CLOSED' });
    await refusedEverywhere(accessToken);
    const refused = await enter(customer);
    expect(refused).toMatchObject({ status: 401, problem: { code: 'invalid-credentials' } });
    expect(refused).toEqual(await enter(UNKNOWN));
    await noticeOf(customer.email, 'Ihr BSP-Account wurde geschlossen');

    await register(system, customer);
    const activationToken = await eventually(async () => {
      const activationCode = codeIn(await system.mailbox.next(customer.email, 'activation-code'));
      return (await system.portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode } })).activationToken;
    });
    const complete = (username: string) => system.portal.send('POST', '/activations/complete', { body: { activationToken, username, password: customer.password } });
    expect((await complete(customer.username)).body).toMatchObject({ code: 'username-taken' });
    const { username } = newCustomer();
    expect((await complete(username)).status).toBe(201);
    const { accessToken: token } = await signIn(system, { ...customer, username });
    expect((await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token })).id).not.toBe(id);
  });
});

describe('Operators', () => {
  it('are told who was left without a superior, and whoever that is stays signed in', async () => {
    const { customer, token } = await signedInMaster(system);
    const [master, { id: accountId, tokens }] = [await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token }), await signedInSubordinate(system, token)];
    const superior = async () => (await system.portal.send('GET', '/me/superior', { token: tokens.accessToken })).status;
    const orphans = async () => (await bsp<{ accountId: string }[]>('rights', 'orphans')).filter((orphan) => orphan.accountId === accountId);
    expect([await superior(), await orphans()]).toEqual([200, []]);
    await change('close', master.id, '--confirm', customer.username);
    await eventually(async () => expect(await orphans()).toMatchObject([{ accountId, status: 'ACTIVE', superiorId: master.id }]));
    await refusedEverywhere(token);
    expect([await superior(), await answersTo(tokens.accessToken)]).toEqual([404, [200, 200]]);
  });
});
