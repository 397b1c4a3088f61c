import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeIn } from '#libs/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { becomeKnown, newCustomer, register } from '../src/scenarios/customer-journey.js';

const CODES = 200;
const PARALLEL = 8;

describe('An activation code, over two instances of every service', () => {
  let system: ConnectedSystem;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2, identity: 2, notification: 2, 'contract-linking': 2, entitlements: 2 }, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
  }, 60_000);
  afterAll(() => system.stop(), 30_000);

  it(`works once: ${CODES} codes × ${PARALLEL} parallel completions make ${CODES} accounts`, async () => {
    const winners = await inBatches(Array.from({ length: CODES }), 20, winnersOfOneCode);
    expect(winners).toEqual(Array.from({ length: CODES }, () => 1));
  }, 300_000);

  async function winnersOfOneCode(): Promise<number> {
    const customer = newCustomer();
    await becomeKnown(system, customer);
    await register(system, customer);
    const activationCode = codeIn(await system.mailbox.next(customer.email, 'activation-code', { within: 60_000, every: 500 }));
    const { activationToken } = await system.portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode } });
    const attempts = Array.from({ length: PARALLEL }, (_, n) => complete(n, { activationToken, username: `${customer.username}.${n}`, password: customer.password }));
    return (await Promise.all(attempts)).filter((status) => status === 201).length;
  }

  /** Losers may be told to wait; they come again until they know. */
  async function complete(n: number, body: object): Promise<number> {
    for (let tries = 0; tries < 100; tries++) {
      const { status } = await system.portals[n % system.portals.length]!.send('POST', '/activations/complete', { body });
      if (status !== 429 && status !== 503) return status;
      await sleep(50 + Math.random() * 200);
    }
    throw new Error('told to wait for ever');
  }
});

async function inBatches<T, R>(items: T[], size: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += size) results.push(...(await Promise.all(items.slice(at, at + size).map(work))));
  return results;
}
