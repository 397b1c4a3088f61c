import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { supportAgentOffboarded, supportAgentOnboarded } from '#libs/contracts';
import { codeIn, eventually, typeOf } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activate, activeCustomer, becomeKnown, completeContactData, newCustomer, register, signIn } from '../../harness/src/scenarios/customer-journey.js';

let system: ConnectedSystem;
let agent: Agent;

beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 } });
  agent = await newAgent();
}, 120_000);
afterAll(() => system?.stop());

interface Agent {
  staffNumber: string;
  email: string;
  username: string;
  password: string;
  token: string;
}
interface Found {
  id: string;
  status: string;
  customerNumbers: string[];
}

const REASON = 'Anruf der Kundin: „Code abgelaufen“';
const withReason = { 'x-reason': encodeURIComponent(REASON) };

/** Onboarded by the staff's systems, activated with the code of the e-mail, signed in. */
async function newAgent(): Promise<Agent> {
  const number = String(randomInt(10 ** 9, 10 ** 10));
  const login = { email: `jo.${number}@hotline.test`, username: `jo.${number}`, password: `Hilft-${number}!` };
  const member = { staffNumber: number, firstName: 'Jo', lastName: 'Hilfreich', email: login.email, locale: 'de' as const };
  await system.facts.publish(supportAgentOnboarded, member);
  await activate(system, newCustomer(login));
  const { accessToken, requiredActions } = await signIn(system, login);
  expect(requiredActions).toEqual([]);
  return { staffNumber: number, ...login, token: accessToken };
}

async function invitedCustomer() {
  const customer = newCustomer();
  await becomeKnown(system, customer);
  await register(system, customer);
  return { customer, code: codeIn(await system.mailbox.next(customer.email, 'activation-code')) };
}

const search = (query: string, token = agent.token) => system.portal.expect<{ items: Found[] }>(200, 'GET', `/support/accounts?${query}`, { token, headers: withReason });
const reissue = (accountId: string) => system.portal.send('POST', '/support/activation-codes', { token: agent.token, body: { accountId, reason: REASON } });
const unlock = (id: string) => system.portal.send('POST', `/support/accounts/${id}/unlock`, { token: agent.token, body: { reason: REASON } });
const codesOf = async (email: string) => (await system.mailbox.mails(email)).filter((mail) => typeOf(mail) === 'activation-code').map(codeIn);

describe('Geschäftskundenservice', () => {
  it('finds a customer and sends a new activation code to the address on file, with which the customer activates', async () => {
    const { customer, code } = await invitedCustomer();
    const { items } = await search(`email=${customer.email}`);
    expect(items).toMatchObject([{ status: 'INVITED', username: null, role: 'MASTER_ADMINISTRATOR', company: customer.company, customerNumbers: [customer.customerNumber] }]);
    expect((await search(`customerNumber=${customer.customerNumber}`)).items).toEqual(items);
    expect(await reissue(items[0]!.id)).toMatchObject({ status: 202, body: { expiresAt: expect.any(String) } });
    const newer = await eventually(async () => {
      const codes = await codesOf(customer.email);
      expect(codes).toHaveLength(2);
      return codes.find((one) => one !== code)!;
    });
    expect((await system.portal.send('POST', '/activations', { body: { activationCode: code } })).body).toMatchObject({ code: 'code-expired' });
    const { activationToken } = await system.portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode: newer } });
    const { username, password } = customer;
    await system.portal.expect(201, 'POST', '/activations/complete', { body: { activationToken, username, password } });
    expect((await search(`username=${username}`)).items).toMatchObject([{ id: items[0]!.id, status: 'ACTIVE' }]);
    expect(await reissue(items[0]!.id)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('ends the pause after wrong passwords', async () => {
    const customer = await activeCustomer(system);
    const wrong = { ...customer, password: 'Falsch-1234' };
    for (let n = 0; n < 5; n++) await system.portal.expect(401, 'POST', '/auth/login', { body: { username: wrong.username, password: wrong.password } });
    await system.portal.expect(429, 'POST', '/auth/login', { body: { username: customer.username, password: customer.password } });
    const [found] = (await search(`username=${customer.username}`)).items;
    expect(await unlock(found!.id)).toMatchObject({ status: 200, body: { id: found!.id, status: 'ACTIVE' } });
    await signIn(system, customer);
  });

  it('shows every act to the customer, with its reason', async () => {
    const customer = await activeCustomer(system);
    const [found] = (await search(`email=${customer.email}`)).items;
    await unlock(found!.id);
    const { accessToken: token } = await signIn(system, customer);
    await completeContactData(system, customer, token);
    const { items } = await system.portal.expect<{ items: { type: string }[] }>(200, 'GET', '/me/activity', { token });
    const byTheHotline = { actor: expect.objectContaining({ kind: 'SUPPORT' }), details: expect.objectContaining({ reason: REASON }) };
    for (const type of ['LOOKED_UP', 'ACCOUNT_UNLOCKED']) expect(items).toContainEqual(expect.objectContaining({ type, ...byTheHotline }));
  });

  it('neither sees nor touches other agents, nor itself', async () => {
    const other = await newAgent();
    const { id } = await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token: other.token });
    for (const { email, username } of [agent, other]) {
      expect([(await search(`email=${email}`)).items, (await search(`username=${username}`)).items]).toEqual([[], []]);
    }
    expect([await unlock(id), await reissue(id)]).toMatchObject([{ status: 404 }, { status: 404 }]);
  });

  it('is asked for a reason with every call, and for one criterion of search', async () => {
    const { token } = agent;
    const id = '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d';
    const refused = await Promise.all([
      system.portal.send('GET', '/support/accounts?username=anna.muster', { token }),
      system.portal.send('GET', '/support/accounts', { token, headers: withReason }),
      system.portal.send('GET', '/support/accounts?username=anna.muster&email=anna@muster.example', { token, headers: withReason }),
      system.portal.send('POST', '/support/activation-codes', { token, body: { accountId: id } }),
      system.portal.send('POST', `/support/accounts/${id}/unlock`, { token, body: { reason: 'zu kurz' } }),
    ]);
    const fields = refused.map(({ status, body }) => [status, body['code'], (body['errors'] as { field: string }[]).map(({ field }) => field)]);
    expect(fields).toEqual([
      [422, 'validation-failed', ['X-Reason']],
      [422, 'validation-failed', ['username', 'email', 'customerNumber']],
      [422, 'validation-failed', ['email']],
      [422, 'validation-failed', ['reason']],
      [422, 'validation-failed', ['reason']],
    ]);
  });

  it('is closed to customers', async () => {
    const customer = await activeCustomer(system);
    const { accessToken: token } = await signIn(system, customer);
    await completeContactData(system, customer, token);
    expect(await system.portal.send('GET', `/support/accounts?email=${customer.email}`, { token, headers: withReason })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  it('is signed out everywhere, and cannot sign in again, as soon as the staff’s systems say that somebody has left', async () => {
    const leaver = await newAgent();
    await system.facts.publish(supportAgentOffboarded, { staffNumber: leaver.staffNumber });
    const statuses = () => Promise.all(system.portals.map(async (portal) => (await portal.send('GET', '/me', { token: leaver.token })).status));
    await eventually(async () => expect(await statuses()).toEqual([401, 401]));
    const { username, password } = leaver;
    expect(await system.portal.send('POST', '/auth/login', { body: { username, password } })).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } });
  });
});
