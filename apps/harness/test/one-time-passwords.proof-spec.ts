import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { newOneTimePassword } from '../src/scenarios/connection.js';
import { newCustomer } from '../src/scenarios/customer-journey.js';
import { signedInMaster } from '../src/scenarios/sub-administrator.js';

const LETTERS = 200;
const MASTERS = 8;
const GUESSES = 50;
const AT_ONCE = 10;

describe('A one-time password, over two instances of every service', () => {
  let system: ConnectedSystem;
  let masters: Awaited<ReturnType<typeof signedInMaster>>[];
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2, identity: 2, notification: 2, 'contract-linking': 2, entitlements: 2 }, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
    masters = [];
    for (let n = 0; n < MASTERS; n++) masters.push(await signedInMaster(system));
  }, 180_000);
  afterAll(() => system.stop(), 30_000);

  const connect = (n: number, customerNumber: string, oneTimePassword: string) =>
    system.portals[n % system.portals.length]!.send('POST', '/customer-links', { token: masters[n % MASTERS]!.token, body: { customerNumber, oneTimePassword } });

  /** Losers may be told to wait for a moment; they come again until they know. */
  async function outcome(n: number, customerNumber: string, oneTimePassword: string): Promise<string> {
    for (let tries = 0; tries < 100; tries++) {
      const { status, body } = await connect(n, customerNumber, oneTimePassword);
      if (status === 201) return 'connected';
      if (status !== 503) return body['code'] as string;
      await sleep(50 + Math.random() * 200);
    }
    throw new Error('told to wait for ever');
  }

  it(`works once: ${LETTERS} of them × ${MASTERS} master administrators at the same time make ${LETTERS} connections`, async () => {
    const outcomes: string[][] = [];
    for (let at = 0; at < LETTERS; at += AT_ONCE) {
      outcomes.push(...(await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        const customer = newCustomer();
        const code = await newOneTimePassword(system, customer);
        return Promise.all(masters.map((_, n) => outcome(n, customer.customerNumber, code)));
      }))));
    }
    const expected = ['connected', ...Array.from({ length: MASTERS - 1 }, () => 'code-used')].sort();
    for (const each of outcomes) expect(each.sort()).toEqual(expected);
  }, 600_000);

  it(`compares at most five of ${GUESSES} guesses that one account makes at the same time, and spoils nobody else’s`, async () => {
    const customer = newCustomer();
    const code = await newOneTimePassword(system, customer);
    const guesses = await Promise.all(Array.from({ length: GUESSES }, (_, n) => system.portals[n % 2]!.send('POST', '/customer-links', { token: masters[0]!.token, body: { customerNumber: customer.customerNumber, oneTimePassword: 'AAAA-BBBB-CCCC' } })));
    const compared = guesses.filter(({ status }) => status === 422).length;
    console.info(`${GUESSES} guesses at the same time: ${compared} compared, ${guesses.filter(({ status }) => status === 429).length} told to wait`);
    expect(compared).toBeLessThanOrEqual(5);
    while ((await connect(0, customer.customerNumber, 'AAAA-BBBB-CCCC')).status === 422);
    expect(await outcome(0, customer.customerNumber, code)).toBe('too-many-attempts');
    expect(await outcome(1, customer.customerNumber, code)).toBe('connected');
  }, 60_000);
});
