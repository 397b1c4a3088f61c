import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { contractOpened } from '#libs/contracts';
import { DomainError } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { DeadLetters, FactConsumer, handlerOf, JetStreamPublisher, streamStates, type Fact, type NatsLink } from '../src/index.js';
import { BusFixture, openedEvent, silent } from './bus-fixture.js';

describe('Facts', () => {
  const bus = new BusFixture();
  const consumers: FactConsumer[] = [];
  let producer: JetStreamPublisher;
  let letters: DeadLetters;
  let handled: string[] = [];

  beforeAll(async () => {
    await bus.start();
    producer = new JetStreamPublisher(await bus.link('contract-linking'));
    letters = new DeadLetters(await bus.link('operator'));
  });
  afterAll(() => bus.stop());
  afterEach(async () => {
    for (const consumer of consumers.splice(0)) await consumer.stop();
    handled = [];
  });

  async function consume(handle: (fact: Fact) => Promise<void>, pauses = [10, 20, 30, 40, 50], link?: NatsLink): Promise<FactConsumer> {
    const handler = handlerOf(contractOpened, async (fact) => {
      await handle(fact);
      handled.push(fact.id);
    });
    const consumer = new FactConsumer({
      link: link ?? (await bus.link('identity')), stream: 'BSP_EVENTS', durable: 'identity', service: 'identity', logger: silent, handlers: [handler], retry: { pauses, outagePause: 20 },
    });
    consumers.push(consumer);
    consumer.start();
    await consumer.ready;
    return consumer;
  }

  async function publish(contract: string, changes: Record<string, unknown> = {}): Promise<string> {
    const event = openedEvent(contract, changes);
    await producer.publish({ id: String(event['id']), subject: contractOpened.type, payload: JSON.stringify(event) });
    return String(event['id']);
  }

  it('reach the handler with their time, key and version', async () => {
    const seen: Fact[] = [];
    const consumer = await consume(async (fact) => void seen.push(fact));
    const id = await publish('100000', { sequence: '7', traceparent: '00-aa' });
    await eventually(() => expect(seen).toHaveLength(1));
    expect(seen[0]).toMatchObject({ id, subject: '100000', sequence: 7, time: new Date('2026-01-01T00:00:00Z'), data: { product: 'SIP_TRUNK' } });
    await eventually(async () => expect(await consumer.lag()).toBe(0));
  });

  it('are tried again with growing pauses, and hold back only what has the same key', async () => {
    const ids = { slow: '', behind: '', other: '' };
    let failures = 2;
    await consume(async (fact) => {
      if (fact.id === ids.slow && failures-- > 0) throw new Error('not yet');
    }, [300, 300]);
    ids.slow = openedEvent('200000')['id'] as string;
    await publish('200000', { id: ids.slow });
    ids.behind = await publish('200000');
    ids.other = await publish('200001');
    await eventually(() => expect(handled).toHaveLength(3));
    expect(handled).toEqual([ids.other, ids.slow, ids.behind]);
  });

  it('that fail too often lie in the dead letters with the original bytes, and can be played again', async () => {
    let broken = true;
    await consume(async () => {
      if (broken) throw new Error('cannot handle this');
    });
    const event = openedEvent('300000');
    const bytes = `${JSON.stringify(event)}  `;
    await producer.publish({ id: 'p-1', subject: contractOpened.type, payload: bytes });
    const letter = await eventually(async () => (await letters.list({ service: 'identity' })).at(-1)!.reason === 'failed: cannot handle this' && (await letters.list()).at(-1)!);
    if (!letter) throw new Error('no letter');
    expect(letter).toMatchObject({ service: 'identity', subject: contractOpened.type, stream: 'BSP_EVENTS', count: 6 });
    expect(Date.now() - Date.parse(letter.arrived)).toBeLessThan(60_000);
    expect(Buffer.from((await letters.show(letter.sequence))!.body).toString()).toBe(bytes);
    broken = false;
    await letters.replay(letter.sequence);
    await eventually(() => expect(handled).toContain(event['id']));
    expect(await letters.show(letter.sequence)).toBeUndefined();
  });

  it('wait as long as an outage lasts, and are never given up for it', async () => {
    let tries = 0;
    await consume(async () => {
      if (++tries < 20) throw new DomainError('service-unavailable');
    });
    const id = await publish('400000');
    await eventually(() => expect(handled).toEqual([id]));
    expect(tries).toBe(20);
  });

  it('are shared by two instances, each handled once', async () => {
    const counts = new Map<string, number>();
    const count = async (fact: Fact) => void counts.set(fact.id, (counts.get(fact.id) ?? 0) + 1);
    await consume(count);
    await consume(count, undefined, await bus.link('identity'));
    const ids = await Promise.all(Array.from({ length: 200 }, (_, i) => publish(`50${1000 + i}`)));
    await eventually(() => expect(handled).toHaveLength(200));
    expect(ids.every((id) => counts.get(id) === 1)).toBe(true);
  });

  it('keep their order per key among many', async () => {
    const order = new Map<string, number[]>();
    await consume(async (fact) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
      order.set(fact.subject, [...(order.get(fact.subject) ?? []), fact.sequence!]);
    });
    for (let i = 1; i <= 200; i++) await publish(`60000${i % 5}`, { sequence: String(i) });
    await eventually(() => expect(handled).toHaveLength(200));
    for (const numbers of order.values()) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it('are finished when a consumer stops, and what has not begun goes to the next', async () => {
    let running = 0;
    const slow = async () => {
      running += 1;
      await new Promise((resolve) => setTimeout(resolve, 300));
      running -= 1;
    };
    const first = await consume(slow);
    const ids = [await publish('700000'), await publish('700000'), await publish('700001')];
    await eventually(() => expect(running).toBe(2));
    await first.stop();
    expect(running).toBe(0);
    expect(handled).toHaveLength(2);
    await consume(async () => undefined);
    await eventually(() => expect([...handled].sort()).toEqual([...ids].sort()));
  });

  it('can be counted by operators, stream by stream', async () => {
    await publish('800000');
    const states = await streamStates(await bus.link('operator'));
    const events = states.find((state) => state.stream === 'BSP_EVENTS')!;
    expect(events.messages).toBeGreaterThan(0);
    expect(events.durables.find((durable) => durable.durable === 'identity')!.waiting).toBe(1);
  });
});
