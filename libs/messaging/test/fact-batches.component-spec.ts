import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { contractEnded, contractOpened } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { batchedHandlerOf, DeadLetters, FactConsumer, type BatchEffect, JetStreamPublisher, type NatsLink } from '../src/index.js';
import { BusFixture, openedEvent, silent } from './bus-fixture.js';

interface Item {
  id: string;
  key: string;
  sequence: number;
  correlationId: string;
}

describe('Facts in batches', () => {
  const bus = new BusFixture();
  const consumers: FactConsumer[] = [];
  let producer: JetStreamPublisher;
  let letters: DeadLetters;
  /** What was applied, batch by batch. */
  let batches: Item[][] = [];

  beforeAll(async () => {
    await bus.start();
    producer = new JetStreamPublisher(await bus.link('contract-linking'));
    letters = new DeadLetters(await bus.link('operator'));
  });
  afterAll(() => bus.stop());
  afterEach(async () => {
    for (const consumer of consumers.splice(0)) await consumer.stop();
    batches = [];
  });

  /** `work` may refuse a batch; what it does not refuse is applied. */
  async function consume(work: (items: readonly Item[]) => Promise<void> = async () => undefined, link?: NatsLink): Promise<FactConsumer> {
    const apply: BatchEffect<Item> = async (items) => {
      await work(items);
      batches.push([...items]);
    };
    const handlers = [contractOpened, contractEnded].map((contract) =>
      batchedHandlerOf(contract, ({ id, subject: key, sequence = 0 }, { correlationId }) => ({ id, key, sequence, correlationId }), apply),
    );
    const consumer = new FactConsumer({
      link: link ?? (await bus.link('identity')), stream: 'BSP_EVENTS', durable: 'identity', service: 'identity', logger: silent, handlers, retry: { pauses: [10, 20], outagePause: 20 },
    });
    consumers.push(consumer);
    consumer.start();
    await consumer.ready;
    return consumer;
  }

  const applied = () => batches.flat().map(({ id }) => id);
  const slow = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

  async function publish(contract: string, changes: Record<string, unknown> = {}): Promise<string> {
    const event = openedEvent(contract, changes);
    await producer.publish({ id: String(event['id']), subject: String(event['type']), payload: JSON.stringify(event) });
    return String(event['id']);
  }

  const ended = (contract: string, changes: Record<string, unknown> = {}) => {
    const { data } = openedEvent(contract) as { data: object };
    return publish(contract, { type: contractEnded.type, data: { ...data, terminatedAt: '2026-02-01T00:00:00Z' }, ...changes });
  };

  it('are applied many at a time, each once and as part of its own trace, a hundred at most', async () => {
    const consumer = await consume(slow);
    const ids = await Promise.all(Array.from({ length: 600 }, (_, n) => publish(`10${1_000 + n}`)));
    await eventually(() => expect(applied()).toHaveLength(600));
    expect(applied().sort()).toEqual([...ids].sort());
    const sizes = batches.map(({ length }) => length);
    expect([Math.max(...sizes) > 10, Math.max(...sizes) <= 100]).toEqual([true, true]);
    expect(batches.flat().every(({ id, correlationId }) => id === correlationId)).toBe(true);
    await eventually(async () => expect(await consumer.lag()).toBe(0));
  });

  it('keep their order per key, over kinds and batches', async () => {
    await consume(slow);
    for (let n = 1; n <= 200; n++) await (n % 7 === 0 ? ended : publish)(`20000${n % 5}`, { sequence: String(n) });
    await eventually(() => expect(applied()).toHaveLength(200));
    for (const key of new Set(batches.flat().map((item) => item.key))) {
      const numbers = batches.flat().filter((item) => item.key === key).map(({ sequence }) => sequence);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
    expect(batches.every((items) => new Set(items.map(({ key }) => key)).size === items.length)).toBe(true);
  });

  it('with a bad one among them are applied one by one, and the bad one lies in the dead letters', async () => {
    const bad = ['bad-1', 'bad-2'];
    const failed: number[] = [];
    await consume(async (items) => {
      await slow();
      if (!items.some(({ id }) => bad.includes(id))) return;
      failed.push(items.length);
      throw new Error('a bad one');
    });
    const publishing = Array.from({ length: 150 }, (_, n) => publish(`30${1_000 + n}`, n % 100 === 49 ? { id: bad[Math.floor(n / 100)] } : {}));
    const ids = (await Promise.all(publishing)).filter((id) => !bad.includes(id));
    // Behind a bad one of the same key.
    ids.push(await publish('301049'));
    await eventually(() => expect(applied().sort()).toEqual([...ids].sort()));
    await eventually(async () => expect((await letters.list({ service: 'identity' })).map(({ reason, count }) => [reason, count])).toEqual(bad.map(() => ['failed: a bad one', 3])));
    // Each by itself as often as ever, after its batch.
    expect(failed.filter((size) => size === 1).length).toBeGreaterThanOrEqual(6);
    expect(Math.max(...failed)).toBeGreaterThan(1);
  });

  it('wait as long as an outage lasts, and are never given up for it', async () => {
    let tries = 0;
    const before = (await letters.list()).length;
    await consume(async () => {
      if (++tries < 30) throw new DomainError('service-unavailable');
    });
    const ids = await Promise.all(Array.from({ length: 10 }, (_, n) => publish(`40000${n}`)));
    await eventually(() => expect(applied().sort()).toEqual([...ids].sort()));
    expect(await letters.list()).toHaveLength(before);
  });

  it('that are under way when a consumer stops are finished, and the others go to the next', async () => {
    let running = false;
    const first = await consume(async () => {
      running = true;
      await new Promise((resolve) => setTimeout(resolve, 300));
      running = false;
    });
    const ids = await Promise.all(Array.from({ length: 50 }, (_, n) => publish(`50${1_000 + n}`)));
    await eventually(() => expect(running).toBe(true));
    await first.stop();
    expect(running).toBe(false);
    expect(applied().length).toBeLessThan(50);
    await consume();
    await eventually(() => expect(applied().sort()).toEqual([...ids].sort()));
  });
});
