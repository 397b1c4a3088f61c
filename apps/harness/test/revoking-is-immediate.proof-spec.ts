import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkRights } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { eventually, pauseConsumer } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import type { PortalClient } from '../src/portal.client.js';
import { addContract, connect, newOneTimePassword } from '../src/scenarios/connection.js';
import type { Customer } from '../src/scenarios/customer-journey.js';
import { byFixedLine, etagOf, found, rightsOf, saveRights, saveTicks } from '../src/scenarios/sharing.js';
import { signedInMaster, signedInSubordinate } from '../src/scenarios/sub-administrator.js';

/** Each pair of a giver and a receiver, with a sub-administrator of the giver. */
const WORLDS = 5;
/** Each takes back a transfer and an assignment, and now and then disconnects. */
const ROUNDS = 50;
const DISCONNECTS_EVERY = 5;
const REVOKES = WORLDS * ROUNDS * 2 + (WORLDS * ROUNDS * 2) / DISCONNECTS_EVERY;

interface World {
  giver: { customer: Customer; token: string };
  receiver: { id: string; token: string };
  sub: { id: string; token: string };
  candidateId: string;
  accessNumber: string;
}

/** Somebody who has just lost their rights. */
interface Loser {
  id: string;
  token: string;
}

describe('Taking rights, through one gateway, and using them through the other, while no service hears anything from the stream', () => {
  let system: ConnectedSystem;
  let worlds: World[];
  let bus: BusClient;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2, 'contract-linking': 2, entitlements: 2 }, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1', ACCESS_TOKEN_LIFETIME: 'PT15M' } });
    bus = new BusClient(system.facts.link, createLogger({ service: 'harness', level: 'silent' }));
    worlds = [];
    for (let n = 0; n < WORLDS; n++) worlds.push(await newWorld());
    for (const service of ['entitlements', 'contract-linking'] as const) await pauseConsumer(system.test.endpoints.nats.url, service, 'BSP_EVENTS');
  }, 180_000);
  afterAll(() => system?.stop(), 30_000);

  const idOf = async (token: string) => (await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token })).id;

  async function newWorld(): Promise<World> {
    const [giver, other] = [await signedInMaster(system), await signedInMaster(system)];
    const accessNumber = `1${giver.customer.customerNumber}`;
    await addContract(system, { accessNumber, customerNumber: giver.customer.customerNumber, product: 'COMPANY_FLEX' });
    await connect(system, giver.customer, giver.token);
    await connect(system, other.customer, other.token);
    await eventually(() => system.portal.expect(200, 'GET', `/contracts/${accessNumber}`, { token: giver.token }));
    const { id, tokens } = await signedInSubordinate(system, giver.token);
    const { candidateId } = await found(system, giver.token, byFixedLine(other.customer));
    return { giver, receiver: { id: await idOf(other.token), token: other.token }, sub: { id, token: tokens.accessToken }, candidateId, accessNumber };
  }

  /** On which ways somebody gets through to the contract. */
  async function allowed(portal: PortalClient, { id, token }: Loser, accessNumber: string): Promise<string[]> {
    const [contract, listed, handover, check] = await Promise.all([
      portal.send('GET', `/contracts/${accessNumber}`, { token }),
      portal.send<{ items: { accessNumber: string }[] }>('GET', '/contracts', { token }),
      portal.send('POST', `/contracts/${accessNumber}/handovers`, { token, body: { target: 'ADMINISTRATION_PORTAL' } }),
      bus.ask(checkRights, { accountId: id, accessNumber, right: 'ADMINISTRATION' }, newCall(5_000)),
    ]);
    const ways = { contract: contract.status !== 404, list: listed.body.items.some((one) => one.accessNumber === accessNumber), handover: handover.status !== 404, check: check.allowed };
    return Object.entries(ways).filter(([, isOpen]) => isOpen).map(([way]) => way);
  }
  const EVERY_WAY = ['contract', 'list', 'handover', 'check'];

  async function tick({ giver, candidateId }: World, portal: PortalClient, accessNumbers: string[]): Promise<void> {
    const etag = etagOf(await portal.send('GET', `/transfers/${candidateId}`, { token: giver.token }));
    expect((await saveTicks(portal, giver.token, candidateId, accessNumbers, etag)).status).toBe(200);
  }

  async function assignTo({ giver, sub, accessNumber }: World, portal: PortalClient, rights: string[]): Promise<void> {
    const etag = etagOf(await rightsOf(portal, giver.token, sub.id));
    expect((await saveRights(portal, giver.token, sub.id, rights.length > 0 ? [{ accessNumber, rights }] : [], etag)).status).toBe(200);
  }

  async function reconnect({ giver: { customer, token } }: World, portal: PortalClient): Promise<void> {
    const oneTimePassword = await newOneTimePassword(system, customer);
    await portal.expect(201, 'POST', '/customer-links', { token, body: { customerNumber: customer.customerNumber, oneTimePassword } });
  }

  /** Gives and takes; what was still allowed after each acknowledgement. `used`: how often what was given worked. */
  async function play(world: World, round: number, judge: typeof allowed): Promise<{ stale: string[]; used: number; revokes: number }> {
    const { receiver, sub, accessNumber, giver } = world;
    const [here, there] = round % 2 ? [system.portals[0]!, system.portals[1]!] : [system.portals[1]!, system.portals[0]!];
    const stale: string[] = [];
    let [used, revokes] = [0, 0];
    const give = async () => {
      await tick(world, here, [accessNumber]);
      await assignTo(world, here, ['ADMINISTRATION']);
      for (const one of [receiver, sub]) used += (await judge(there, one, accessNumber)).length;
    };
    const isTaken = async (what: string, loser: Loser) => {
      revokes++;
      stale.push(...(await judge(there, loser, accessNumber)).map((way) => `${what} ${round}: ${way}`));
    };
    await give();
    await tick(world, here, []);
    await isTaken('unticked', receiver);
    await assignTo(world, here, []);
    await isTaken('taken', sub);
    if (round % DISCONNECTS_EVERY === 0) {
      await give();
      await here.expect(204, 'DELETE', `/customer-links/${giver.customer.customerNumber}?confirm=last-administrator`, { token: giver.token });
      await isTaken('disconnected from', receiver);
      await isTaken('disconnected from', sub);
      await reconnect(world, here);
    }
    return { stale, used, revokes };
  }

  it(`is in vain: ${REVOKES} acknowledgements, none stale`, async () => {
    const results = await Promise.all(worlds.map(async (world) => {
      const all = [];
      for (let round = 0; round < ROUNDS; round++) all.push(await play(world, round, allowed));
      return all;
    }));
    const all = results.flat();
    expect(all.flatMap(({ stale }) => stale)).toEqual([]);
    expect(all.reduce((sum, { revokes }) => sum + revokes, 0)).toBe(REVOKES);
    // What was given worked, on every way.
    expect(all.reduce((sum, { used }) => sum + used, 0)).toBe(REVOKES * EVERY_WAY.length);
  }, 300_000);

  it('is found out where a decision is remembered', async () => {
    const remembered = new Map<string, { until: number; ways: string[] }>();
    const careless: typeof allowed = async (portal, loser, accessNumber) => {
      const key = `${portal.base} ${loser.id} ${accessNumber}`;
      const known = remembered.get(key);
      if (known && known.until > Date.now()) return known.ways;
      const ways = await allowed(portal, loser, accessNumber);
      remembered.set(key, { until: Date.now() + 30_000, ways });
      return ways;
    };
    const { stale } = await play(worlds[0]!, 1, careless);
    expect(stale.length).toBeGreaterThan(0);
  }, 30_000);
});
