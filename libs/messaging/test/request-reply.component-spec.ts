import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { command } from '#libs/contracts';
import { DomainError, newCall, type Call } from '#libs/kernel';
import { Handles } from '../src/index.js';
import { BusFixture } from './bus-fixture.js';

const greet = command('identity', 'greet', {
  request: z.strictObject({ name: z.string().min(1).max(20), behave: z.enum(['well', 'badly', 'late', 'wrongly', 'emit']) }),
  reply: z.object({ text: z.string(), call: z.record(z.string(), z.unknown()).optional() }),
  timeoutMs: 1_000,
});
const nobody = command('identity', 'nobody', { request: z.strictObject({}), reply: z.object({}), timeoutMs: 10_000 });

const served: string[] = [];

class GreetController {
  @Handles(greet)
  async greet(request: { name: string; behave: string }, call: Call): Promise<{ text: string; call?: Record<string, unknown> }> {
    served.push(request.name);
    if (request.behave === 'badly') throw new DomainError('code-expired', { params: { hotline: '0800' } });
    if (request.behave === 'wrongly') throw new TypeError('secret detail');
    if (request.behave === 'late') await new Promise((resolve) => setTimeout(resolve, 1_500));
    if (request.behave === 'emit') {
      call.facts.push({ id: 'f1', type: 'bsp.evt.identity.x.v1', subject: 'a', sequence: 1, time: '2026-01-01T00:00:00Z', source: 'identity', data: {} });
    }
    const { facts: _, ...rest } = call;
    return { text: `hello ${request.name}`, call: rest as Record<string, unknown> };
  }
}

describe('Requests on the bus', () => {
  const bus = new BusFixture();

  beforeAll(async () => {
    await bus.start();
    await bus.serve(GreetController);
  });
  afterAll(() => bus.stop());

  it('are answered, and carry the call: correlation, trace, idempotency and a deadline that shrinks', async () => {
    const client = await bus.client();
    const idempotency = { key: 'k', scope: 's', fingerprint: 'f' };
    const call = newCall(5_000, { correlationId: 'c-1', traceparent: '00-aa-bb-01', idempotency });
    const reply = await client.ask(greet, { name: 'Ada', behave: 'well' }, call);
    expect(reply).toMatchObject({ text: 'hello Ada', call: { correlationId: 'c-1', traceparent: '00-aa-bb-01', idempotency } });
    expect(reply.call!['deadline']).toBeLessThan(call.deadline);
  });

  it('bring the facts that the command wrote into the call of the one who asked', async () => {
    const call = newCall(2_000);
    const reply = await (await bus.client()).ask(greet, { name: 'Ada', behave: 'emit' }, call);
    expect(call.facts).toMatchObject([{ id: 'f1', subject: 'a' }]);
    expect(reply).not.toHaveProperty('$facts');
  });

  it('fail with the DomainError of the service', async () => {
    const failure = (await bus.client()).ask(greet, { name: 'Ada', behave: 'badly' }, newCall(2_000));
    await expect(failure).rejects.toMatchObject({ code: 'code-expired', kind: 'gone', params: { hotline: '0800' } });
    await expect(failure).rejects.toBeInstanceOf(DomainError);
  });

  it('name every field that breaks the contract', async () => {
    const failure = (await bus.client()).ask(greet, { name: '', behave: 'well', extra: 1 } as never, newCall(2_000));
    await expect(failure).rejects.toMatchObject({
      code: 'validation-failed',
      errors: expect.arrayContaining([expect.objectContaining({ field: 'name' }), expect.objectContaining({ field: 'extra', rule: 'unknown' })]),
    });
  });

  it('tell nothing of an unexpected failure', async () => {
    const link = await bus.link('gateway');
    const answer = await link.nc.request(greet.subject, JSON.stringify({ pattern: greet.subject, data: { name: 'Ada', behave: 'wrongly' }, id: 1 }), { timeout: 1_000 });
    expect(answer.json()).toEqual({ err: { code: 'internal-error', kind: 'internal' }, isDisposed: true, id: 1 });
  });

  it('fail at once when nobody listens', async () => {
    const client = await bus.client();
    const started = performance.now();
    await expect(client.ask(nobody, {}, newCall(10_000))).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('fail when the answer takes longer than the command allows', async () => {
    const started = performance.now();
    await expect((await bus.client()).ask(greet, { name: 'Ada', behave: 'late' }, newCall(5_000))).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('are not begun after their deadline', async () => {
    const link = await bus.link('gateway');
    const { headers } = await import('@nats-io/transport-node');
    const late = headers();
    late.set('bsp-deadline', String(Date.now() - 1));
    const body = JSON.stringify({ pattern: greet.subject, data: { name: 'too-late', behave: 'well' }, id: 1 });
    expect((await link.nc.request(greet.subject, body, { timeout: 1_000, headers: late })).json()).toMatchObject({ err: { code: 'service-unavailable' } });
    expect(served).not.toContain('too-late');
    await expect((await bus.client()).ask(greet, { name: 'too-late', behave: 'well' }, newCall(0))).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(served).not.toContain('too-late');
  });

  it('are answered to a plain NATS client in the format of Nest', async () => {
    const link = await bus.link('gateway');
    const ask = (id: unknown) => link.nc.request(greet.subject, JSON.stringify({ pattern: 'anything', data: { name: 'Bo', behave: 'well' }, id }), { timeout: 1_000 });
    expect((await ask('x')).json()).toMatchObject({ response: { text: 'hello Bo' }, isDisposed: true, id: 'x' });
    expect((await ask({ any: [1] })).json()).toMatchObject({ response: { text: 'hello Bo' }, id: { any: [1] } });
  });
});
