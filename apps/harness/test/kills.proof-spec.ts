import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionEnded } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { keepAsking } from './load-driver.js';
import { activeCustomer, becomeKnown, newCustomer, register, signIn } from '../src/scenarios/customer-journey.js';

const KILLS = 20;
const CHEAP_HASHES = { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' };

describe('Under kill -9', () => {
  let system: ConnectedSystem;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { identity: 2, notification: 2 }, env: CHEAP_HASHES });
  }, 60_000);
  afterAll(() => system.stop(), 30_000);

  it(`of identity at ${KILLS} random moments, every acknowledged sign-out is published, once`, async () => {
    const customers = await Promise.all(Array.from({ length: 4 }, () => activeCustomer(system)));
    const published: Record<string, Set<string>> = {};
    system.facts.link.nc.subscribe(sessionEnded.type, {
      callback: (_, message) => {
        const event = message.json<{ id: string; data: { sessionId: string } }>();
        (published[event.data.sessionId] ??= new Set()).add(event.id);
      },
    });
    const acknowledged: string[] = [];
    const load = keepAsking(async (worker) => {
      const { accessToken } = await signIn(system, customers[worker]!);
      const { status } = await system.portal.send('POST', '/auth/logout', { token: accessToken });
      if (status === 204) acknowledged.push(sessionIdOf(accessToken));
      return status === 204 || `${status}`;
    });
    for (let n = 0; n < KILLS; n++) {
      // The other one is back by then, so that there is something to interrupt.
      await sleep(2_000 + Math.random() * 1_000);
      system.test.kill(`identity-${n % 2}`, 'SIGKILL');
    }
    await load.stop();
    await eventually(() => expect(acknowledged.filter((id) => !published[id])).toEqual([]), { within: 60_000 });
    expect(acknowledged.length).toBeGreaterThan(50);
    expect(acknowledged.filter((id) => published[id]!.size > 1)).toEqual([]);
  }, 180_000);

  it('of notification while it sends, each code arrives, and never another one', async () => {
    const customers = Array.from({ length: 40 }, () => newCustomer());
    await Promise.all(customers.map((customer) => becomeKnown(system, customer)));
    const killer = (async () => {
      for (let n = 0; n < 10; n++) {
        await sleep(150 + Math.random() * 150);
        system.test.kill(`notification-${n % 2}`, 'SIGKILL');
      }
    })();
    for (const customer of customers) await eventually(() => register(system, customer), { every: 200 });
    await killer;
    for (const { email } of customers) await system.mailbox.next(email, 'activation-code', { within: 60_000, every: 200 });
    await sleep(3_000);
    for (const { email } of customers) {
      const mails = await system.mailbox.mails(email);
      expect(new Set(mails.map((mail) => mail.headers['message-id'])).size).toBe(1);
      expect(new Set(mails.map((mail) => mail.text)).size).toBe(1);
    }
  }, 180_000);
});

function sessionIdOf(accessToken: string): string {
  return (JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString()) as { sid: string }).sid;
}
