import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { millis } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractOpened, customerUpserted, DURABLES, STREAMS } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { JetStreamPublisher, provision } from '../src/index.js';
import { BusFixture, openedEvent } from './bus-fixture.js';

const DAY = 86_400_000;

describe('Streams and durables', () => {
  const bus = new BusFixture();
  let manager: JetStreamManager;

  beforeAll(async () => {
    await bus.start();
    manager = await jetstreamManager((await bus.link('operator')).nc, { checkAPI: false });
  });
  afterAll(() => bus.stop());

  it('are those of the topology, kept by age and size on disk; facts out at least 14 days', async () => {
    for (const { name, subjects, maxBytes } of STREAMS) {
      const { config } = await manager.streams.info(name);
      expect(config).toMatchObject({ subjects, max_bytes: maxBytes, storage: 'file', retention: name === 'BSP_DELIVERIES' ? 'workqueue' : 'limits' });
    }
    expect(millis((await manager.streams.info('BSP_EVENTS')).config.max_age)).toBeGreaterThanOrEqual(14 * DAY);
    for (const { stream, service, filters } of DURABLES) {
      const { config } = await manager.consumers.info(stream, service);
      expect(config).toMatchObject({ ack_policy: 'explicit', max_deliver: -1, durable_name: service });
      expect(config.filter_subjects ?? [config.filter_subject]).toEqual(filters);
    }
  });

  it('may be made again: nothing that lies in them is lost, changed limits are taken over', async () => {
    const event = openedEvent('100000');
    await new JetStreamPublisher(await bus.link('contract-linking')).publish({ id: String(event['id']), subject: contractOpened.type, payload: JSON.stringify(event) });
    await provision(await bus.link('provisioner'), { replicas: 1, scale: 0.5 });
    const { state, config } = await manager.streams.info('BSP_EVENTS');
    expect(state.messages).toBe(1);
    expect(config.max_bytes).toBe(STREAMS.find(({ name }) => name === 'BSP_EVENTS')!.maxBytes / 2);
  });

  it('take facts in of 900 KiB with their headers, and no larger ones', async () => {
    const crm = await bus.link('harness');
    const before = (await manager.streams.info('BSP_CRM')).state.messages;
    crm.nc.publish(customerUpserted.type, new Uint8Array(910 * 1_024));
    crm.nc.publish(customerUpserted.type, new Uint8Array(900 * 1_024));
    await eventually(async () => expect((await manager.streams.info('BSP_CRM')).state.messages).toBe(before + 1));
  });

  it('publish once what is published twice', async () => {
    const publisher = new JetStreamPublisher(await bus.link('contract-linking'));
    const event = openedEvent('100001');
    const before = (await manager.streams.info('BSP_EVENTS')).state.messages;
    for (let i = 0; i < 2; i++) await publisher.publish({ id: String(event['id']), subject: contractOpened.type, payload: JSON.stringify(event) });
    expect((await manager.streams.info('BSP_EVENTS')).state.messages).toBe(before + 1);
  });

  it('keep what the server reports about itself', async () => {
    expect((await manager.streams.info('BSP_ADVISORIES')).config.subjects).toContain('$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>');
  });
});
