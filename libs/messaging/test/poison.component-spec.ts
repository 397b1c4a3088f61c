import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { command, customerUpserted, type FactContract } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { DeadLetters, FactConsumer, Handles, handlerOf } from '../src/index.js';
import { BusFixture, silent } from './bus-fixture.js';

const KIB = 1_024;
const echo = command('identity', 'echo', { request: z.strictObject({ n: z.number() }), reply: z.object({ n: z.number() }), timeoutMs: 10_000 });
const crash = command('identity', 'crash', { request: z.strictObject({}), reply: z.object({}) });

class PoisonedController {
  @Handles(echo)
  async echo(request: { n: number }): Promise<{ n: number }> {
    return { n: request.n };
  }

  @Handles(crash)
  async crash(): Promise<Record<string, never>> {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    return circular as Record<string, never>;
  }
}

let counter = 0;
function upserted(changes: Record<string, unknown> = {}, data: Record<string, unknown> = {}): Record<string, unknown> {
  const id = `crm-${++counter}`;
  return { specversion: '1.0', id, source: 'crm', type: customerUpserted.type, data: { customerNumber: '123456', network: 'FIXED_LINE', companyName: 'A', ...data }, ...changes };
}

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

/** Whatever must neither be applied nor hurt; each is published on a subject of a stream. */
const BAD_FACTS: Record<string, string | Uint8Array> = {
  'nothing at all': '',
  'broken JSON': '{"specversion":',
  'bytes that are no UTF-8': Uint8Array.of(0xff, 0xfe, 0x00, 0x80),
  'a null': 'null',
  'a number': '42',
  'a string': '"x"',
  'an array': '[]',
  'nesting without end': deep,
  'no envelope': '{"customerNumber":"123456"}',
  'a Nest packet with data': JSON.stringify({ data: upserted() }),
  'a Nest packet with pattern and id': JSON.stringify({ pattern: customerUpserted.type, id: 'x', data: upserted() }),
  'another version of CloudEvents': JSON.stringify(upserted({ specversion: '0.3' })),
  'no id': JSON.stringify(upserted({ id: undefined })),
  'an operator as id': JSON.stringify(upserted({ id: { $ne: null } })),
  'an operator in the data': JSON.stringify(upserted({}, { customerNumber: { $gt: '' } })),
  'a type that is not the subject': JSON.stringify(upserted({ type: 'bsp.crm.contract.terminated.v1' })),
  'missing data': JSON.stringify(upserted({ data: undefined })),
  'a field too long': JSON.stringify(upserted({}, { companyName: 'x'.repeat(121) })),
  'a time that is none': JSON.stringify(upserted({ time: 'yesterday' })),
  'a time in the future': JSON.stringify(upserted({ time: new Date(Date.now() + 6 * 60_000).toISOString() })),
  'a prototype': `{"__proto__":{"specversion":"1.0"},"constructor":{"prototype":{}}}`,
  '900 KiB of nothing': new Uint8Array(900 * KIB).fill(120),
};

describe('Poison', () => {
  const bus = new BusFixture();
  const handled: string[] = [];
  let letters: DeadLetters;
  let consumer: FactConsumer;

  beforeAll(async () => {
    await bus.start();
    await bus.serve(PoisonedController);
    letters = new DeadLetters(await bus.link('operator'));
    const handler = handlerOf(customerUpserted as FactContract, async (fact) => {
      if (fact.data['companyName'] === 'boom') throw new TypeError('boom');
      handled.push(fact.id);
    });
    consumer = new FactConsumer({
      link: await bus.link('contract-linking'), stream: 'BSP_CRM', durable: 'contract-linking', service: 'contract-linking', logger: silent, handlers: [handler], retry: { pauses: [5, 5] },
    });
    consumer.start();
    await consumer.ready;
  });
  afterAll(async () => {
    await consumer.stop();
    await bus.stop();
  });

  it('in a stream: every good fact is applied, every bad one lies in the dead letters as it came', async () => {
    const crm = await bus.link('harness');
    const good: string[] = [];
    const bad: Buffer[] = [];
    for (const bytes of Object.values(BAD_FACTS)) {
      const event = upserted({}, { customerNumber: String(100_000 + good.length) });
      good.push(String(event['id']));
      crm.nc.publish(customerUpserted.type, bytes);
      bad.push(Buffer.from(bytes));
      crm.nc.publish(customerUpserted.type, JSON.stringify(event));
    }
    for (const subject of ['bsp.crm.unheard-of.v1', 'bsp.crm.x', 'bsp.crm.customer.upserted.v2']) {
      crm.nc.publish(subject, JSON.stringify(upserted({ type: subject })));
    }
    const throwing = JSON.stringify(upserted({}, { companyName: 'boom' }));
    crm.nc.publish(customerUpserted.type, throwing);
    bad.push(Buffer.from(throwing));
    await crm.nc.flush();
    await eventually(() => expect([...handled].sort()).toEqual([...good].sort()));
    const found = await eventually(async () => {
      const list = await letters.list({ service: 'contract-linking' });
      expect(list).toHaveLength(bad.length + 3);
      return list;
    });
    const bodies = await Promise.all(found.map(async ({ sequence }) => Buffer.from((await letters.show(sequence))!.body)));
    for (const [index, bytes] of bad.entries()) {
      if (!bodies.some((body) => body.equals(bytes))) throw new Error(`bad fact ${index} is not in the dead letters as it came`);
    }
    expect(found.map((letter) => letter.reason.split(':')[0])).toEqual(expect.arrayContaining(['unreadable', 'wrong-schema', 'unknown-type', 'time-ahead', 'failed']));
    expect(found.find((letter) => letter.reason.startsWith('failed'))).toMatchObject({ count: 3 });
    await eventually(async () => expect(await consumer.lag()).toBe(0));
  });

  it('in a stream: no reason tells a value of the message', async () => {
    (await bus.link('harness')).nc.publish(customerUpserted.type, JSON.stringify(upserted({}, { network: 'Canary-Value' })));
    const letter = await eventually(async () => (await letters.list()).find(({ reason }) => reason.includes('network'))!.reason);
    expect(letter).not.toContain('Canary');
  });

  it('on a command subject: is refused or ignored, and the next request is answered', async () => {
    const gateway = await bus.link('gateway');
    const client = await bus.client();
    const bodies = [
      ...Object.values(BAD_FACTS),
      '{"pattern":"bsp.cmd.identity.echo"}',
      '{"id":1}',
      '{"id":1,"data":null}',
      '{"id":1,"data":{"n":"x"}}',
      '{"id":1,"data":{"n":1,"$where":"1"}}',
      '{"id":null,"data":{"n":1},"pattern":{"a":1}}',
      `{"id":${deep},"data":{"n":1}}`,
      `{"pattern":${deep},"id":1,"data":{"n":1}}`,
      JSON.stringify({ id: 1, data: { n: 1, x: 'y'.repeat(900 * KIB) } }),
    ];
    for (const [index, body] of bodies.entries()) {
      gateway.nc.publish(echo.subject, body);
      const answer = await gateway.nc.request(echo.subject, body, { timeout: 2_000 }).catch(() => undefined);
      const err = (answer?.json() as { err?: { code: string } } | undefined)?.err;
      if (err) expect(['malformed-request', 'validation-failed', 'internal-error']).toContain(err.code);
      expect(await client.ask(echo, { n: index }, newCall(10_000))).toEqual({ n: index });
    }
  });

  it('in an answer: becomes an internal error', async () => {
    await expect((await bus.client()).ask(crash, {}, newCall(2_000))).rejects.toMatchObject({ code: 'internal-error' });
  });

  it('as headers: changes nothing', async () => {
    const { headers } = await import('@nats-io/transport-node');
    const odd = headers();
    odd.set('bsp-deadline', 'NaN');
    odd.set('bsp-correlation-id', 'x'.repeat(5_000));
    odd.set('traceparent', '');
    const body = JSON.stringify({ id: 1, data: { n: 1 } });
    const answer = await (await bus.link('gateway')).nc.request(echo.subject, body, { timeout: 1_000, headers: odd });
    expect(answer.json()).toMatchObject({ response: { n: 1 } });
  });
});
