import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Injectable, Module } from '@nestjs/common';
import { checkSession, outboxLag } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { BusClient, connectNats, Handles, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { eventually, startTestServers, type TestServers } from '#libs/testing';
import { z } from 'zod';
import { parseConfig, type RunningService, serviceConfig, startService, type Worker } from '../src/index.js';

@Controller()
class SessionController {
  @Handles(checkSession)
  async answer() {
    return { alive: true, contactDataRequired: false };
  }
}

@Injectable()
class CountingWorker implements Worker {
  readonly life: string[] = [];
  start(): void {
    this.life.push('started');
  }
  async stop(): Promise<void> {
    this.life.push('stopped');
  }
}

@Module({ controllers: [SessionController], providers: [CountingWorker] })
class TestModule {}

describe('A service', () => {
  let servers: TestServers;
  let asker: NatsLink;
  let service: RunningService;
  const logger = createLogger({ service: 'test', level: 'silent' });

  beforeAll(async () => {
    servers = await startTestServers();
    asker = await connectNats({ url: servers.nats.url, user: 'gateway', password: servers.nats.passwordFor('gateway'), service: 'gateway', logger });
    const config = parseConfig(z.object(serviceConfig('identity')), servers.envFor('identity'));
    service = await startService({ name: 'identity', config, module: TestModule, migrations: [], workers: [CountingWorker] });
  });
  afterAll(async () => {
    await service.stop();
    await asker.close();
    await servers.stop();
  });

  const ask = () => new BusClient(asker, logger).ask(checkSession, { accountId: newId(), sessionId: newId() }, newCall(10_000));
  const health = async (path: string) => (await fetch(`http://127.0.0.1:${service.opsPort}${path}`)).status;

  it('is ready when it has started, and answers on the bus', async () => {
    expect(await health('/health/ready')).toBe(200);
    expect(await ask()).toEqual({ alive: true, contactDataRequired: false });
  });

  it('tells operators how far its outbox is behind', async () => {
    const operator = await connectNats({ url: servers.nats.url, user: 'operator', password: servers.nats.passwordFor('operator'), service: 'operator', logger });
    expect(await new BusClient(operator, logger).ask(outboxLag.identity, {}, newCall(10_000))).toEqual({ waiting: 0, oldestMs: 0 });
    await operator.close();
  });

  it('is not ready while MongoDB is away, but lives, and comes back by itself', async () => {
    servers.mongo.kill();
    expect(await health('/health/ready')).toBe(503);
    expect(await health('/health/live')).toBe(200);
    await servers.mongo.restart();
    await eventually(async () => expect(await health('/health/ready')).toBe(200), { within: 15_000, every: 100 });
  });

  it('stops its workers, leaves the bus, and can be asked no more', async () => {
    const worker = service.app.get(CountingWorker);
    await service.stop();
    expect(worker.life).toEqual(['started', 'stopped']);
    await expect(ask()).rejects.toMatchObject({ code: 'service-unavailable' });
  });
});
