import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { patiently } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { activeCustomer, type Customer, signIn } from '../src/scenarios/customer-journey.js';

const SIGN_OUTS = 500;
const PARALLEL = 20;
/** Cheap on purpose: the hash is not what is measured here. */
const CHEAP_HASHES = { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' };

describe('An acknowledged sign-out', () => {
  let system: ConnectedSystem;
  let customers: Customer[];
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 }, env: CHEAP_HASHES });
    customers = [];
    for (let n = 0; n < PARALLEL; n++) customers.push(await activeCustomer(system));
  }, 120_000);
  afterAll(() => system.stop(), 30_000);

  it(`ends its session at once where it was answered, and within a second everywhere: ${SIGN_OUTS} times`, async () => {
    const accepted = { atOnce: 0, aSecondLater: 0, refreshed: 0 };
    const signOutOften = async (customer: Customer) => {
      for (let n = 0; n < SIGN_OUTS / PARALLEL; n++) {
        const { accessToken: token, refreshToken } = await patiently(() => signIn(system, customer));
        // Both gateways have a fresh yes.
        const before = await Promise.all(system.portals.map((portal) => portal.send('GET', '/me', { token })));
        expect(before.map(({ status }) => status)).toEqual([200, 200]);
        const [answering, other] = n % 2 ? [system.portals[0]!, system.portals[1]!] : [system.portals[1]!, system.portals[0]!];
        await answering.expect(204, 'POST', '/auth/logout', { token });
        if ((await answering.send('GET', '/me', { token })).status !== 401) accepted.atOnce++;
        if ((await other.send('POST', '/auth/refresh', { body: { refreshToken } })).status !== 401) accepted.refreshed++;
        await sleep(1_000);
        if ((await other.send('GET', '/me', { token })).status !== 401) accepted.aSecondLater++;
      }
    };
    await Promise.all(customers.map(signOutOften));
    expect(accepted).toEqual({ atOnce: 0, aSecondLater: 0, refreshed: 0 });
  }, 240_000);
});
