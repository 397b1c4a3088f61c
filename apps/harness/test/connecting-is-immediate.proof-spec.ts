import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { pauseConsumer } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { addContract, newOneTimePassword } from '../src/scenarios/connection.js';
import { signedInMaster } from '../src/scenarios/sub-administrator.js';

/** Connecting and disconnecting, each an acknowledgement. */
const ROUNDS = 25;
const MASTERS = 10;

describe('Connecting and disconnecting, through two gateways, while entitlements hears nothing from the stream', () => {
  let system: ConnectedSystem;
  let masters: Awaited<ReturnType<typeof signedInMaster>>[];
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2, 'contract-linking': 2, entitlements: 2 }, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
    masters = [];
    for (let n = 0; n < MASTERS; n++) masters.push(await signedInMaster(system));
    await pauseConsumer(system.test.endpoints.nats.url, 'entitlements', 'BSP_EVENTS');
  }, 180_000);
  afterAll(() => system.stop(), 30_000);

  const held = async (token: string, via: number) => (await system.portals[via]!.expect<{ items: object[] }>(200, 'GET', '/contracts', { token })).items.length;

  it(`shows in the very next answer of the other gateway: ${2 * ROUNDS * MASTERS} acknowledgements, none stale`, async () => {
    const stale: string[] = [];
    await Promise.all(masters.map(async ({ customer, token }, n) => {
      const { customerNumber } = customer;
      for (let round = 0; round < ROUNDS; round++) {
        const [here, there] = (n + round) % 2 ? [0, 1] : [1, 0];
        const oneTimePassword = await newOneTimePassword(system, customer);
        await system.portals[here]!.expect(201, 'POST', '/customer-links', { token, body: { customerNumber, oneTimePassword } });
        if ((await held(token, there)) !== 1) stale.push(`connected ${round}`);
        await system.portals[here]!.expect(204, 'DELETE', `/customer-links/${customerNumber}?confirm=last-administrator`, { token });
        if ((await held(token, there)) !== 0) stale.push(`disconnected ${round}`);
      }
    }));
    expect(stale).toEqual([]);
  }, 600_000);

  it('is not the work of the stream: a contract that comes by it alone is not seen', async () => {
    const { customer, token } = masters[0]!;
    const { customerNumber } = customer;
    const oneTimePassword = await newOneTimePassword(system, customer);
    await system.portal.expect(201, 'POST', '/customer-links', { token, body: { customerNumber, oneTimePassword } });
    await addContract(system, { accessNumber: `1${customerNumber}`, customerNumber, product: 'SIP_TRUNK' });
    await sleep(3_000);
    expect(await held(token, 0)).toBe(1);
  }, 30_000);
});
