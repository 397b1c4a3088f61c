import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activeCustomer, completeContactData, signIn } from '../../harness/src/scenarios/customer-journey.js';

let system: ConnectedSystem;

beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 } });
}, 120_000);
afterAll(() => system?.stop());

const statusOfMe = async (token: string, via = 0) => (await system.portals[via]!.send('GET', '/me', { token })).status;
const refresh = (refreshToken: string, via = 0) => system.portals[via]!.send<{ accessToken: string; refreshToken: string; code: string }>('POST', '/auth/refresh', { body: { refreshToken } });

describe('Anmelden', () => {
  it('asks for the contact data at the first sign-in only, prefilled from the registration', async () => {
    const customer = await activeCustomer(system);
    const { accessToken: token, requiredActions } = await signIn(system, customer);
    expect(requiredActions).toEqual(['CONTACT_DATA']);
    const before = await system.portal.expect(200, 'GET', '/me', { token });
    expect(before).toMatchObject({ username: customer.username, requiredActions: ['CONTACT_DATA'], contactData: { company: customer.company, phone: '+492281234567', street: null } });
    await completeContactData(system, customer, token);
    for (const portal of system.portals) {
      expect((await portal.send('GET', '/me', { token })).body).toMatchObject({ requiredActions: [], contactData: { street: 'Münsterplatz', mobile: null } });
    }
    expect((await signIn(system, customer)).requiredActions).toEqual([]);
  });

  it('says the same of a wrong password and of a user whom nobody knows', async () => {
    const { username } = await activeCustomer(system);
    const [known, unknown] = await Promise.all([username, 'nobody.at.all'].map((name) => system.portal.send('POST', '/auth/login', { body: { username: name, password: 'Falsch-1234' } })));
    expect(known!.status).toBe(401);
    expect({ ...known!.body, traceId: '' }).toEqual({ ...unknown!.body, traceId: '' });
  });

  it('makes whoever guesses wait after five tries, and says for how long, whether the user exists or not', async () => {
    const { username } = await activeCustomer(system);
    for (const name of [username, 'nobody.either']) {
      const answers = [];
      for (let n = 0; n < 6; n++) answers.push(await system.portals[n % 2]!.send('POST', '/auth/login', { body: { username: name, password: 'Falsch-1234' } }));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
      expect(Number(answers[5]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(answers[5]!.body).toMatchObject({ code: 'too-many-attempts' });
    }
  });

  it('gives a new access token for each refresh token once, the same again for a lost answer, and ends the session on any other second use', async () => {
    const customer = await activeCustomer(system);
    const first = await signIn(system, customer);
    const second = (await refresh(first.refreshToken)).body;
    expect((await refresh(first.refreshToken, 1)).body.refreshToken).toBe(second.refreshToken);
    expect((await refresh(second.refreshToken, 1)).status).toBe(200);
    expect(await refresh(first.refreshToken)).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    await eventually(async () => expect([await statusOfMe(second.accessToken), await statusOfMe(second.accessToken, 1)]).toEqual([401, 401]), { within: 1_000 });
    await system.mailbox.next(customer.email, 'security-notice');
  });

  it('lists the sessions and signs out elsewhere', async () => {
    const customer = await activeCustomer(system);
    const [here, there] = [await signIn(system, customer), await signIn(system, customer)];
    const { items } = await system.portal.expect<{ items: { id: string; current: boolean }[] }>(200, 'GET', '/me/sessions', { token: here.accessToken });
    expect(items.map(({ current }) => current).sort()).toEqual([false, true]);
    await system.portal.expect(204, 'DELETE', `/me/sessions/${items.find(({ current }) => !current)!.id}`, { token: here.accessToken });
    expect([await statusOfMe(here.accessToken), await statusOfMe(there.accessToken)]).toEqual([200, 401]);
    expect((await refresh(there.refreshToken)).status).toBe(401);
  });
});

describe('Abmelden', () => {
  it('refuses every token of the session, at once where it was answered and within a second everywhere', async () => {
    const customer = await activeCustomer(system);
    const { accessToken, refreshToken } = await signIn(system, customer);
    const next = (await refresh(refreshToken)).body;
    for (const via of [0, 1]) expect([await statusOfMe(accessToken, via), await statusOfMe(next.accessToken, via)]).toEqual([200, 200]);
    await system.portal.expect(204, 'POST', '/auth/logout', { token: next.accessToken });
    expect([await statusOfMe(accessToken), await statusOfMe(next.accessToken)]).toEqual([401, 401]);
    await eventually(async () => expect([await statusOfMe(accessToken, 1), await statusOfMe(next.accessToken, 1)]).toEqual([401, 401]), { within: 1_000 });
    expect((await refresh(next.refreshToken, 1)).status).toBe(401);
    await system.portal.expect(204, 'POST', '/auth/logout', { token: next.accessToken });
  });
});
