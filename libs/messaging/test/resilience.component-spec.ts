import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { command, contractOpened } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { metrics } from '#libs/observability';
import { eventually } from '#libs/testing';
import { FactConsumer, Handles, handlerOf, JetStreamPublisher, type NatsLink } from '../src/index.js';
import { BusFixture, openedEvent, silent } from './bus-fixture.js';

const work = command('identity', 'work', { request: z.strictObject({ n: z.number() }), reply: z.object({ n: z.number(), by: z.string() }) });

async function answer(n: number, by: string): Promise<{ n: number; by: string }> {
  await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
  return { n, by };
}

class FirstController {
  @Handles(work)
  async work({ n }: { n: number }): Promise<{ n: number; by: string }> {
    return answer(n, 'first');
  }
}

class SecondController {
  @Handles(work)
  async work({ n }: { n: number }): Promise<{ n: number; by: string }> {
    return answer(n, 'second');
  }
}

describe('The bus in trouble', () => {
  let bus: BusFixture;
  let consumers: FactConsumer[];
  let handled: string[];

  beforeEach(() => {
    bus = new BusFixture();
    consumers = [];
    handled = [];
  });
  afterEach(async () => {
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    await bus.stop();
  });

  function consume(link: NatsLink): FactConsumer {
    const handlers = [handlerOf(contractOpened, async (fact) => void handled.push(fact.id))];
    const consumer = new FactConsumer({ link, stream: 'BSP_EVENTS', durable: 'identity', service: 'identity', logger: silent, handlers });
    consumers.push(consumer);
    consumer.start();
    return consumer;
  }

  async function publish(link: NatsLink): Promise<string> {
    const event = openedEvent('100000');
    const id = String(event['id']);
    const publisher = new JetStreamPublisher(link);
    await eventually(() => publisher.publish({ id, subject: contractOpened.type, payload: JSON.stringify(event) }), { within: 15_000, every: 100 });
    return id;
  }

  it('is waited for when it is down at the start, and so are its streams', async () => {
    await bus.start({ running: false });
    const waiting = bus.link('identity');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await bus.startServer({ provisioned: false });
    const consumer = consume(await waiting);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await bus.provision();
    await consumer.ready;
    const id = await publish(await bus.link('contract-linking'));
    await eventually(() => expect(handled).toContain(id));
  });

  it('goes on after a restart of the server: requests, facts and publishing', async () => {
    await bus.start();
    await bus.serve(FirstController);
    const client = await bus.client();
    const producer = await bus.link('contract-linking');
    await consume(await bus.link('identity')).ready;
    await bus.stopServer();
    await eventually(() => expect(producer.status()).toBe('reconnecting'));
    await expect(producer.health.check()).rejects.toThrow('reconnecting');
    const asked = performance.now();
    await expect(client.ask(work, { n: 1 }, newCall(3_000))).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(performance.now() - asked).toBeLessThan(3_200);
    await bus.startServer({ provisioned: false });
    const restarted = performance.now();
    await eventually(() => client.ask(work, { n: 2 }, newCall(3_000)));
    const id = await publish(producer);
    await eventually(() => expect(handled).toContain(id));
    expect(performance.now() - restarted).toBeLessThan(10_000);
  });

  it('goes on when the streams were lost and made anew', async () => {
    await bus.start();
    const producer = await bus.link('contract-linking');
    await consume(await bus.link('identity')).ready;
    const before = await publish(producer);
    await eventually(() => expect(handled).toContain(before));
    await bus.stopServer();
    await bus.wipe();
    await bus.startServer({ provisioned: false });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await bus.provision();
    const id = await publish(producer);
    await eventually(() => expect(handled).toContain(id), { within: 15_000 });
  });

  it('loses no request when one of two instances stops under load', async () => {
    await bus.start();
    const [first, second] = [await bus.serve(FirstController), await bus.serve(SecondController)];
    const client = await bus.client();
    const answers: { n: number; by: string }[] = [];
    const failures: unknown[] = [];
    const load = async (from: number) => {
      for (let n = from; n < from + 100; n++) await client.ask(work, { n }, newCall(3_000)).then((answer) => answers.push(answer), (error) => failures.push(error));
    };
    const running = Promise.all(Array.from({ length: 16 }, (_, lane) => load(lane * 1_000)));
    await eventually(() => expect(answers.length).toBeGreaterThan(300));
    await first.close();
    const atStop = answers.filter(({ by }) => by === 'first').length;
    await running;
    expect(failures).toEqual([]);
    expect(answers).toHaveLength(1_600);
    expect(atStop).toBeGreaterThan(50);
    expect(answers.filter(({ by }) => by === 'second').length).toBeGreaterThan(300);
    await second.close();
  });

  it('counts what the server does not permit', async () => {
    await bus.start();
    const link = await bus.link('notification');
    link.nc.publish('bsp.evt.identity.account.activated.v1', '{}');
    await eventually(async () => expect(await metrics.metrics()).toMatch(/bsp_nats_permission_violations_total\{operation="publish",subject="bsp.evt.identity.account.activated.v1"\} 1/));
  });
});
