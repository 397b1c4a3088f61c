import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '#libs/testing';
import { MESSAGES } from '../src/storage/message.schema.js';
import { freshAddress, NotificationFixture } from './notification-fixture.js';
import { Refusal, TestSmtpServer } from './test-smtp-server.js';

const bsp = new NotificationFixture();
const smtp = new TestSmtpServer();
beforeAll(async () => {
  await Promise.all([smtp.start(), bsp.start()]);
  // Two instances, as in production: whatever holds here holds between them.
  await Promise.all([bsp.startService(smtp.url), bsp.startService(smtp.url)]);
}, 60_000);
afterEach(() => {
  smtp.manners = {};
});
afterAll(async () => {
  await bsp.stop();
  await smtp.stop();
}, 30_000);

const sent = (causeId: string) => eventually(() => expect(bsp.toldOf(causeId)).toEqual(['sent']), { within: 20_000 });

describe('two senders', () => {
  it('send each mail once, and no domain gets more than its share at a time', async () => {
    let [now, most] = [0, 0];
    smtp.manners = {
      data: async () => {
        most = Math.max(most, ++now);
        await sleep(20);
        now -= 1;
      },
    };
    const domain = 'busy.test';
    const orders = await Promise.all(Array.from({ length: 60 }, () => bsp.order(freshAddress(domain))));
    for (const { causeId } of orders) await sent(causeId);
    for (const { to, code } of orders) {
      expect(smtp.to(to)).toHaveLength(1);
      expect(smtp.to(to)[0]!.raw).toContain(code);
    }
    expect(most).toBeLessThanOrEqual(2 * 4);
  });

  it('let no slow domain hold up another', async () => {
    let release!: () => void;
    const held = new Promise<void>((resolve) => (release = resolve));
    smtp.manners = { recipient: (address) => (address.endsWith('@slow.test') ? held : undefined) };
    const slow = await Promise.all(Array.from({ length: 40 }, () => bsp.order(freshAddress('slow.test'))));
    await eventually(async () => expect(await bsp.database.collection(MESSAGES).countDocuments({ domain: 'slow.test', attempts: 1 })).toBe(8));
    const quick = await bsp.order(freshAddress('quick.test'));
    await sent(quick.causeId);
    expect(slow.flatMap(({ causeId }) => bsp.toldOf(causeId))).toEqual([]);
    release();
    for (const { causeId } of slow) await sent(causeId);
  });

  it('keep a mail for themselves while a server thinks about it, for longer than a lease', async () => {
    smtp.manners = { data: () => sleep(12_000) };
    const { causeId, to } = await bsp.order(freshAddress('thinking.test'));
    await sent(causeId);
    expect(smtp.to(to)).toHaveLength(1);
  }, 40_000);
});

describe('a mail that is not taken', () => {
  it('comes again, the same byte for byte, after an answer that says later', async () => {
    const turnedAway: string[] = [];
    smtp.manners = {
      data: ({ raw }) => {
        if (turnedAway.push(raw) < 3) throw new Refusal(451, '4.7.1 greylisted');
      },
    };
    const { causeId } = await bsp.order(freshAddress('grey.test'));
    await eventually(async () => {
      await bsp.skipPauses();
      expect(bsp.toldOf(causeId)).toEqual(['sent']);
    }, { every: 200 });
    expect(turnedAway).toHaveLength(3);
    expect(new Set(turnedAway).size).toBe(1);
    expect(await bsp.message(causeId)).toMatchObject({ state: 'SENT', attempts: 3 });
  });

  it('waits for its next attempt, which the delivery log shows', async () => {
    smtp.manners = { recipient: () => { throw new Refusal(450, '4.2.1 mailbox busy: <erika@example.test>'); } };
    const { causeId, to } = await bsp.order(freshAddress('busy-box.test'));
    const waiting = await eventually(async () => {
      const message = await bsp.message(causeId);
      expect(message).toMatchObject({ state: 'QUEUED', attempts: 1, answer: '450 4.2.1' });
      return message!;
    });
    const pause = waiting.dueAt!.getTime() - Date.now();
    expect(pause).toBeGreaterThan(2_000);
    expect(pause).toBeLessThanOrEqual(5_500);
    expect(JSON.stringify(waiting)).not.toContain(to);
    smtp.manners = {};
    await sent(causeId);
  });

  it.each([['550 5.1.1', { recipient: () => { throw new Refusal(550, '5.1.1 no such user'); } }], ['554', { data: () => { throw new Refusal(554, 'spam'); } }]])(
    'is given up at once after an answer that says never: %s',
    async (answer, manners) => {
      smtp.manners = manners;
      const { causeId } = await bsp.order(freshAddress('never.test'));
      await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['failed REFUSED']));
      const kept = await bsp.message(causeId);
      expect(kept).toMatchObject({ state: 'FAILED', reason: 'REFUSED', answer });
      expect(kept).not.toHaveProperty('body');
    },
  );

  it('comes again when the connection breaks after the mail was handed over: at most an identical copy', async () => {
    const handed: string[] = [];
    smtp.manners = {
      data: ({ raw }, drop) => {
        if (handed.push(raw) > 1) return;
        drop();
        return new Promise(() => undefined);
      },
    };
    const { causeId, to } = await bsp.order(freshAddress('dropping.test'));
    await sent(causeId);
    expect(handed).toEqual([handed[0], handed[0]]);
    expect(smtp.to(to)[0]!.messageId).toContain(causeId);
  });

  it('is given up after 72 hours, or when its code has ended', async () => {
    smtp.manners = { recipient: () => { throw new Refusal(451, 'later'); } };
    const old = await bsp.order(freshAddress('never-there.test'));
    await eventually(async () => expect(await bsp.message(old.causeId)).toMatchObject({ attempts: 1, answer: '451' }));
    await bsp.database.collection(MESSAGES).updateOne({ _id: old.causeId as never }, { $set: { queuedAt: new Date(Date.now() - 72 * 3_600_000) } });
    await bsp.skipPauses();
    await eventually(() => expect(bsp.toldOf(old.causeId)).toEqual(['failed NOT_DELIVERABLE_IN_TIME']));
    const ended = await bsp.order(freshAddress('never-there.test'), { expiresAt: '2026-01-01T00:00:00.000Z' });
    await eventually(() => expect(bsp.toldOf(ended.causeId)).toEqual(['failed EXPIRED']));
  });
});

describe('while the mail server is away', () => {
  it('nothing counts as tried, and everything goes out soon after it is back', async () => {
    await smtp.stop();
    const orders = await Promise.all(Array.from({ length: 25 }, () => bsp.order(freshAddress())));
    await eventually(async () => expect(await bsp.database.collection(MESSAGES).countDocuments({ state: 'QUEUED' })).toBe(25));
    await sleep(3_000);
    await smtp.start();
    for (const { causeId } of orders) await sent(causeId);
    for (const { to } of orders) expect(smtp.to(to)).toHaveLength(1);
    const attempts = await Promise.all(orders.map(async ({ causeId }) => (await bsp.message(causeId))!.attempts));
    expect(new Set(attempts)).toEqual(new Set([1]));
  }, 60_000);
});
