import { natsPassword } from '#local/credentials';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { applyFacts, disconnectCustomerNumber } from '#libs/contracts';
import { newCall, newId, type WrittenFact } from '#libs/kernel';
import { BusClient, connectNats } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { pauseConsumer } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { LoginSimulatorClient } from '../src/login-simulator.client.js';
import { addContract, newOneTimePassword } from '../src/scenarios/connection.js';
import { signedInMaster } from '../src/scenarios/sub-administrator.js';

/** Connecting and disconnecting, each an acknowledgement. */
const ROUNDS = 25;
const MASTERS = 10;

describe('Connecting and disconnecting, through two gateways, while no service hears anything from the stream', () => {
  let system: ConnectedSystem;
  let masters: Awaited<ReturnType<typeof signedInMaster>>[];
  let loginService: LoginSimulatorClient;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2, 'contract-linking': 2, entitlements: 2 }, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1', ACCESS_TOKEN_LIFETIME: 'PT15M' } });
    masters = [];
    for (let n = 0; n < MASTERS; n++) masters.push(await signedInMaster(system));
    loginService = new LoginSimulatorClient(system.test.endpoints.loginService);
    for (const service of ['entitlements', 'contract-linking'] as const) await pauseConsumer(system.test.endpoints.nats.url, service, 'BSP_EVENTS');
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

  const centreLinks = async (token: string) => (await system.portals[1]!.expect<{ items: object[] }>(200, 'GET', '/customer-centre-links', { token })).items.length;

  async function connectAndLink({ customer, token }: (typeof masters)[number]): Promise<void> {
    const { customerNumber, accessNumber } = customer;
    await loginService.putAccessNumber(accessNumber, 'Kundencenter-2026');
    await system.portal.expect(201, 'POST', '/customer-links', { token, body: { customerNumber, oneTimePassword: await newOneTimePassword(system, customer) } });
    await system.portal.expect(201, 'POST', '/customer-centre-links', { token, body: { method: 'ACCESS_NUMBER', accessNumber, personalPassword: 'Kundencenter-2026' } });
    expect(await centreLinks(token)).toBe(1);
  }

  it('takes the link to the Kundencenter along, which shows in the very next answer too', async () => {
    const { customer, token } = masters[1]!;
    for (let round = 0; round < 5; round++) {
      await connectAndLink(masters[1]!);
      await system.portal.expect(204, 'DELETE', `/customer-links/${customer.customerNumber}?confirm=last-administrator`, { token });
      expect(await centreLinks(token)).toBe(0);
    }
  }, 60_000);

  it('takes it along also where entitlements had heard before, by the stream or by a request that was cut off', async () => {
    const { customer, token } = masters[2]!;
    const { customerNumber } = customer;
    const { id: accountId } = await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token });
    const [user, logger] = ['gateway', createLogger({ service: 'test', level: 'silent' })];
    const link = await connectNats({ url: system.test.endpoints.nats.url, user, password: natsPassword(user), service: user, logger });
    try {
      const bus = new BusClient(link, logger);
      await connectAndLink(masters[2]!);
      const call = newCall(10_000);
      await bus.ask(disconnectCustomerNumber, { accountId, sessionId: newId(), customerNumber, confirm: 'last-administrator', origin: { ipPrefix: '192.0.2.0/24', device: 'Firefox on Linux' } }, call);
      await bus.ask(applyFacts, { facts: call.facts as (WrittenFact & { data: Record<string, unknown> })[] }, call);
      // Nobody has told contract-linking yet: what follows is not the work of the stream.
      expect([await held(token, 1), await centreLinks(token)]).toEqual([0, 1]);
      await system.portal.expect(204, 'DELETE', `/customer-links/${customerNumber}?confirm=last-administrator`, { token });
      expect(await centreLinks(token)).toBe(0);
    } finally {
      await link.close();
    }
  }, 60_000);

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
