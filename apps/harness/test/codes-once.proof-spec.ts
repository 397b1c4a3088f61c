import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountActivated } from '#libs/contracts';
import { codeIn, patiently } from '#libs/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { FactListener } from '../src/fact-listener.js';
import { becomeKnown, newCustomer, register, signIn } from '../src/scenarios/customer-journey.js';

const CODES = 200;
const PARALLEL = 8;

describe('An activation code, over two instances of every service', () => {
  let system: ConnectedSystem;
  let activations: FactListener;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2, identity: 2, notification: 2, 'contract-linking': 2, entitlements: 2 }, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
    activations = await FactListener.open(system.facts.link, accountActivated.type);
  }, 60_000);
  afterAll(async () => {
    activations.close();
    await system.stop();
  }, 30_000);

  it(`works once: ${CODES} codes × ${PARALLEL} parallel completions make ${CODES} accounts`, async () => {
    await inBatches(Array.from({ length: CODES }), 20, useOneCode);
    await expect(activations.next({}, 3_000)).rejects.toThrow('within 3 s');
  }, 300_000);

  /**
   * Whoever was told 503 and comes again may learn that the code is spent, by the own first try: so the one account is known by its fact, and
   * nobody else was told to have made it.
   */
  async function useOneCode(): Promise<void> {
    const customer = newCustomer();
    await becomeKnown(system, customer);
    await register(system, customer);
    const activationCode = codeIn(await system.mailbox.next(customer.email, 'activation-code', { within: 60_000, every: 500 }));
    const { activationToken } = await patiently(() => system.portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode } }));
    const usernames = Array.from({ length: PARALLEL }, (_, n) => `${customer.username}.${n}`);
    const statuses = await Promise.all(usernames.map((username, n) => complete(n, { activationToken, username, password: customer.password })));
    const { data } = await activations.next({ email: customer.email });
    const winner = usernames.indexOf(String(data.username));
    expect(statuses.filter((status, n) => status !== 410 && !(n === winner && status === 201))).toEqual([]);
    await patiently(() => signIn(system, { username: usernames[winner]!, password: customer.password }));
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
