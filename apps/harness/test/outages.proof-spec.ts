import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { keepAsking, sendToAny } from './load-driver.js';
import { activate, activeCustomer, becomeKnown, newCustomer, register, signIn, type Tokens } from '../src/scenarios/customer-journey.js';

const TWO = { gateway: 2, identity: 2, 'contract-linking': 2, entitlements: 2, notification: 2 };

describe('With two instances of every service', () => {
  let system: ConnectedSystem;
  let tokens: Tokens;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: TWO });
    tokens = await signIn(system, await activeCustomer(system));
  }, 90_000);
  afterAll(() => system.stop(), 30_000);

  const getMe = async () => {
    const { status } = await sendToAny(system.portals, 'GET', '/me', { token: tokens.accessToken });
    return status === 200 || `${status}`;
  };
  const refreshTokens = async () => {
    const { body } = await sendToAny(system.portals, 'POST', '/auth/refresh', { body: { refreshToken: tokens.refreshToken } });
    tokens = body as unknown as Tokens;
  };

  it.each(Object.keys(TWO))('a rolling stop of one %s under load loses no request', async (service) => {
    await refreshTokens();
    const load = keepAsking(getMe);
    await sleep(500);
    for (const instance of [0, 1]) {
      const part = system.test.processes.get(`${service}-${instance}`)!;
      await part.stop();
      await sleep(300);
      await part.start();
      await sleep(300);
    }
    const tally = await load.stop();
    expect(tally.refused).toEqual({});
    expect(tally.answered).toBeGreaterThan(100);
  }, 60_000);

  it.each(['nats', 'mongod'])('%s restarted under load: everything comes back without help', async (server) => {
    await refreshTokens();
    const load = keepAsking(getMe);
    await sleep(300);
    await system.test.processes.get(server)!.restart();
    await eventually(async () => expect(await getMe()).toBe(true), { within: 60_000, every: 100 });
    const tally = await load.stop();
    expect(Object.keys(tally.refused).filter((status) => status !== '503')).toEqual([]);
    await wholeWayWorks();
  }, 180_000);

  it.each(['identity', 'notification', 'gateway'])('both %s killed at once: they come back, and the whole way works', async (service) => {
    for (const instance of [0, 1]) system.test.kill(`${service}-${instance}`, 'SIGKILL');
    await eventually(async () => expect(await getMe()).toBe(true), { within: 60_000, every: 100 });
    await wholeWayWorks();
  }, 180_000);

  async function wholeWayWorks(): Promise<void> {
    const customer = newCustomer();
    await becomeKnown(system, customer);
    await eventually(() => register(system, customer), { within: 60_000, every: 200 });
    await activate(system, customer);
    expect((await signIn(system, customer)).requiredActions).toEqual(['CONTACT_DATA']);
    await system.mailbox.next(customer.email, 'account-activated');
    await sleep(500);
    expect(await system.mailbox.mails(customer.email)).toHaveLength(2);
  }
});
