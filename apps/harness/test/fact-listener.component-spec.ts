import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountActivated, customerUpserted } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { startTestServers, type TestServers } from '#libs/testing';
import { awaitFact, FactListener } from '../src/fact-listener.js';
import { ContractBroken, FactPublisher } from '../src/fact-publisher.js';

let servers: TestServers;
let facts: FactPublisher;
let identity: NatsLink;
beforeAll(async () => {
  servers = await startTestServers();
  const { url } = servers.nats;
  facts = await FactPublisher.connect({ nats: { url, user: 'harness', password: servers.nats.passwordFor('harness') } });
  identity = await connectNats({ url, user: 'identity', password: servers.nats.passwordFor('identity'), service: 'identity', logger: createLogger({ service: 'test', level: 'silent' }) });
});
afterAll(async () => {
  await facts.close();
  await identity.close();
  await servers.stop();
});

const SUBJECT = accountActivated.type;
const tell = (data: object | string) => identity.nc.publish(SUBJECT, typeof data === 'string' ? data : JSON.stringify({ id: newId(), type: SUBJECT, data }));

describe('whoever listens', () => {
  it('hears what is published after the opening, also before asking for it, in any order', async () => {
    const listener = await FactListener.open(facts.link, 'bsp.evt.identity.>');
    const [first, second] = [newId(), newId()];
    tell('{"broken');
    tell({ accountId: first });
    tell({ accountId: second });
    expect((await listener.next({ accountId: second })).data).toEqual({ accountId: second });
    expect((await listener.next({ accountId: first })).data).toEqual({ accountId: first });
    listener.close();
  });

  it('is told when nothing fits in time, also while other facts come', async () => {
    const waiting = awaitFact(facts.link, SUBJECT, { accountId: 'nobody' }, 400);
    const talking = setInterval(() => tell({ accountId: newId() }), 20);
    await expect(waiting).rejects.toThrow(`no ${SUBJECT} with {"accountId":"nobody"} within 0.4 s`);
    clearInterval(talking);
  });

  it('gives one fact to one of two who wait', async () => {
    const listener = await FactListener.open(facts.link, SUBJECT);
    const both = [listener.next(), listener.next()];
    tell({ accountId: 'a' });
    tell({ accountId: 'b' });
    expect((await Promise.all(both)).map(({ data }) => data['accountId'])).toEqual(['a', 'b']);
    listener.close();
  });

  it('hears once what is published again under its id', async () => {
    const listener = await FactListener.open(facts.link, SUBJECT);
    const [twice, next] = [newId(), newId()].map((id) => JSON.stringify({ id, type: SUBJECT, data: { accountId: id } })) as [string, string];
    for (const text of [twice, twice, next]) tell(text);
    expect([await listener.next(), await listener.next()].map((fact) => JSON.stringify(fact))).toEqual([twice, next]);
    listener.close();
  });

  it('is told at once of a subject that the harness may not hear', async () => {
    const listener = await FactListener.open(facts.link, 'bsp.cmd.identity.sign-in');
    await expect(listener.next()).rejects.toThrow('NATS refused to tell of bsp.cmd.identity.sign-in');
  });
});

describe('an event from outside', () => {
  const event = (data: object) => ({ specversion: '1.0', id: newId(), source: 'crm', type: customerUpserted.type, data });

  it('is published when its contract allows it', async () => {
    await facts.publishEvent(customerUpserted.type, event({ customerNumber: '4711000', network: 'FIXED_LINE', companyName: 'Muster GmbH' }));
  });

  it('is refused with every fault named, and not published', async () => {
    const refused = await facts.publishEvent(customerUpserted.type, event({ customerNumber: 'x', network: 'FIXED_LINE' })).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ContractBroken);
    expect((refused as ContractBroken).faults).toEqual(['data.customerNumber: format', 'data.companyName: required']);
    await expect(facts.publish(customerUpserted, { customerNumber: 'x', network: 'FIXED_LINE', companyName: 'Muster GmbH' })).rejects.toThrow('data.customerNumber: format');
    await expect(facts.publishEvent('bsp.crm.unheard-of.v1', event({}))).rejects.toThrow('no such fact');
  });
});
