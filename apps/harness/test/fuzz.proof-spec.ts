import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ASKS } from '#libs/contracts';
import { connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { seeded } from '#libs/testing';
import fc from 'fast-check';
import { natsPassword } from '#local/credentials';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { activeCustomer, completeContactData, type Customer, signIn } from '../src/scenarios/customer-journey.js';
import { type Operation, publishedOperations } from './published-operations.js';

const HTTP_REQUESTS = 3_000;
const BUS_PAYLOADS = 1_000;
const SEED = 20_260_101;
const chance = seeded(SEED);

describe('Whatever is sent', () => {
  let system: ConnectedSystem;
  let operations: Operation[];
  let customer: Customer;
  beforeAll(async () => {
    system = await startConnectedSystem({ env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
    operations = await publishedOperations(system.test.endpoints.openapi);
    customer = await activeCustomer(system);
    await completeContactData(system, customer, (await signIn(system, customer)).accessToken);
  }, 60_000);
  afterAll(() => system.stop(), 30_000);

  it(`over HTTP is answered by a documented status: ${HTTP_REQUESTS} requests, no 5xx`, async () => {
    expect(operations.length).toBeGreaterThan(10);
    expect(operations.find(({ path }) => path === '/auth/login')?.fields).toContain('password');
    const surprises: string[] = [];
    let { accessToken: token } = await signIn(system, customer);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: operations.length - 1 }), fc.infiniteStream(hostileValue), fc.option(fc.string()), fc.boolean(), async (index, values, query, signedIn) => {
        const { method, path, fields } = operations[index]!;
        const body = method === 'GET' ? undefined : Object.fromEntries([...(fields ?? []), 'surplus'].filter(() => chance() < 0.9).map((field) => [field, values.next().value]));
        const target = path.replace(/\{\w+\}/g, () => inUrl(fc.stringify(values.next().value).slice(0, 30)) || 'x');
        const suffix = query === null ? '' : `?limit=${inUrl(query)}`;
        const { status, body: problem } = await system.portal.send(method, target + suffix, { ...(body && { body }), ...(signedIn && { token }) });
        // What was sent may have ended the session.
        if (signedIn && (status === 401 || path === '/auth/logout')) token = (await signIn(system, customer)).accessToken;
        // A full hash queue says 503 with Retry-After and is no fault.
        const isFault = status >= 500 && !(status === 503 && path.startsWith('/auth'));
        if (isFault || (status >= 400 && typeof problem['code'] !== 'string')) surprises.push(`${method} ${target}: ${status} ${JSON.stringify(body)}`);
      }),
      { numRuns: HTTP_REQUESTS, seed: SEED },
    );
    expect(surprises).toEqual([]);
    expect((await system.portal.send('GET', '/status')).status).toBe(200);
  }, 300_000);

  it(`on the bus harms nobody: ${BUS_PAYLOADS} payloads on command subjects, every service answers afterwards`, async () => {
    const links = new Map<string, NatsLink>();
    for (const user of ['gateway', 'operator'] as const) links.set(user, await linkOf(user));
    const commands = [...ASKS.gateway, ...ASKS.operator].filter(({ service, useCase }) => service === 'identity' && useCase !== 'outbox-lag');
    const pids = [...system.test.processes.values()].map(({ pid }) => pid);
    const payload = fc.oneof(fc.uint8Array({ maxLength: 2_000 }), fc.json().map(bytes), fc.record({ pattern: hostileValue, data: hostileValue, id: hostileValue }, { requiredKeys: [] }).map((value) => bytes(JSON.stringify(value))));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...commands), payload, async ({ subject, askedBy }, data) => {
        const { data: reply } = await links.get(askedBy)!.nc.request(subject, data, { timeout: 20_000 });
        const { err, response } = JSON.parse(new TextDecoder().decode(reply)) as { err?: { code: string }; response?: unknown };
        expect(err?.code === 'internal-error' || (err === undefined && response === undefined)).toBe(false);
      }),
      { numRuns: BUS_PAYLOADS, seed: SEED },
    );
    for (const link of links.values()) await link.close();
    expect([...system.test.processes.values()].map(({ pid }) => pid)).toEqual(pids);
  }, 120_000);

  function linkOf(user: string): Promise<NatsLink> {
    const logger = createLogger({ service: user, level: 'silent' });
    return connectNats({ url: system.test.endpoints.nats.url, user, password: natsPassword(user), service: user, logger });
  }
});

/** Half characters cannot be in a URL; they become the replacement character. */
const inUrl = (text: string): string => encodeURIComponent(Buffer.from(text).toString());
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What attackers and accidents send in place of a field. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom('', ' ', 'de', 'MR', 'a@b.de', '0228 123456', '4711000001', '../../etc/passwd', "' OR 1=1 --", '\u0000', '__proto__', 'constructor', 'x'.repeat(5_000)),
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, { $ne: null }, { $gt: '' }, { $where: 'sleep(1000)' }, { toString: 1 }, [], [[]], { constructor: { prototype: {} } }),
  fc.anything({ maxDepth: 2, withBigInt: false }).filter((value) => typeof value !== 'symbol' && typeof value !== 'bigint'),
);
