import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '#libs/testing';
import { freshAddress, NotificationFixture } from './notification-fixture.js';
import { TestSmtpServer } from './test-smtp-server.js';

const LONGER_THAN_A_LEASE = 11_000;

const bsp = new NotificationFixture();
const smtp = new TestSmtpServer();
beforeAll(async () => {
  await Promise.all([smtp.start(), bsp.start()]);
  await bsp.startService(smtp.url);
}, 60_000);
afterEach(() => {
  smtp.manners = {};
});
afterAll(async () => {
  await bsp.stop();
  await smtp.stop();
}, 30_000);

describe('the sender', () => {
  it('sends nothing twice when the database is away between the SMTP answer and its note of it', async () => {
    const { mongo } = bsp.servers;
    smtp.manners = { data: async () => { mongo.kill(); await mongo.exited; } };
    const { causeId, to } = await bsp.order(freshAddress());
    await eventually(() => expect(smtp.to(to)).toHaveLength(1));
    smtp.manners = {};
    await sleep(LONGER_THAN_A_LEASE);
    await mongo.restart();
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['sent']), { within: 30_000 });
    expect(smtp.to(to)).toHaveLength(1);
  }, 90_000);

  it('reports what it sent while the bus was away', async () => {
    const { nats } = bsp.servers;
    smtp.manners = { data: async () => { nats.kill(); await nats.exited; } };
    const { causeId, to } = await bsp.order(freshAddress());
    await eventually(() => expect(smtp.to(to)).toHaveLength(1));
    smtp.manners = {};
    await nats.restart();
    await eventually(async () => expect(await bsp.acknowledgedOf(causeId)).toBe(1), { within: 30_000 });
    const next = await bsp.order(freshAddress());
    await eventually(async () => expect(await bsp.acknowledgedOf(next.causeId)).toBe(1), { within: 30_000 });
  }, 90_000);

  it('finishes the mail under way when it is asked to stop, and leaves the others to the next one', async () => {
    smtp.manners = { data: () => sleep(1_000) };
    const orders = await Promise.all(Array.from({ length: 12 }, () => bsp.order(freshAddress('stopping.test'))));
    await eventually(async () => expect(await bsp.message(orders.at(-1)!.causeId)).not.toBeNull());
    await bsp.stopServices();
    expect(orders.flatMap(({ to }) => smtp.to(to)).length).toBeLessThan(orders.length);
    smtp.manners = {};
    await bsp.startService(smtp.url);
    for (const { causeId, to } of orders) {
      await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['sent']), { within: 20_000 });
      expect(smtp.to(to)).toHaveLength(1);
    }
  }, 60_000);
});
