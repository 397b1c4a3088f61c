import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { activeCustomer, signIn } from '../src/scenarios/customer-journey.js';

const USERS = 5_000;
const STRANGER = '198.51.100.7';
const OWNER = '203.0.113.9';
const WRONG = 'Falsch-12345!';

describe('Guessing passwords', () => {
  let system: ConnectedSystem;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2 }, env: { RATE_LIMITS: 'on', TRUST_PROXY: 'loopback', ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
  }, 120_000);
  afterAll(() => system.stop(), 30_000);

  const login = (username: string, password: string, address: string, via = 0) =>
    system.portals[via]!.send('POST', '/auth/login', { body: { username, password, tokenTransport: 'body' }, headers: { 'x-forwarded-for': address } });

  it(`with one password on ${USERS} users from one network reaches at most one in a hundred`, async () => {
    const statuses: Record<string, number> = {};
    await inParallel(USERS, 16, async (n) => {
      const { status } = await login(`sprayed.user.${n}`, WRONG, STRANGER, n % 2);
      statuses[status] = (statuses[status] ?? 0) + 1;
    });
    console.info(`answers to ${USERS} sprayed sign-ins: ${JSON.stringify(statuses)}`);
    const compared = statuses['401'] ?? 0;
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThanOrEqual(USERS / 100);
    expect(Object.keys(statuses).sort()).toEqual(['401', '429']);
  }, 240_000);

  it('by a stranger elsewhere stops neither the owner nor an open session', async () => {
    const customer = await activeCustomer(system);
    const { accessToken: token } = await signIn(system, customer);
    const refused = [];
    for (let n = 0; n < 5; n++) refused.push((await login(customer.username, WRONG, `192.0.2.${n}`, n % 2)).status);
    expect(refused).toEqual([401, 401, 401, 401, 401]);
    // At once, within the pause that the fifth began.
    const more = await Promise.all(Array.from({ length: 25 }, (_, n) => login(customer.username, WRONG, `192.0.2.${5 + n}`, n % 2)));
    expect(more.every(({ status }) => status === 429)).toBe(true);
    expect((await login(customer.username, customer.password, OWNER)).status).toBe(200);
    for (const portal of system.portals) expect((await portal.send('GET', '/me', { token })).status).toBe(200);
  }, 60_000);

  it('pauses the owner behind the same network only for as long as is written', async () => {
    const customer = await activeCustomer(system);
    for (let n = 0; n < 5; n++) expect((await login(customer.username, WRONG, OWNER)).status).toBe(401);
    const paused = await login(customer.username, customer.password, OWNER);
    expect(paused.status).toBe(429);
    const seconds = Number(paused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(2);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    expect((await login(customer.username, customer.password, OWNER)).status).toBe(200);
  }, 60_000);
});

/** `count` tasks, `workers` at a time. */
async function inParallel(count: number, workers: number, task: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: workers }, async () => { while (next < count) await task(next++); }));
}
