import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, type INestMicroservice, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { startNats, type NatsServer } from '#local/servers/nats-server';
import { freePort } from '#local/servers/listening';
import { contractOpened } from '#libs/contracts';
import { createLogger } from '#libs/observability';
import { BusClient, connectNats, natsMicroservice, provision, type NatsLink } from '../src/index.js';

export const silent = createLogger({ service: 'test', level: process.env['TEST_LOG'] ?? 'silent' });

/** A real nats-server with the product's configuration, streams and durables, and the links opened to it. */
export class BusFixture {
  server!: NatsServer;
  private folder!: string;
  private port!: number;
  private links: NatsLink[] = [];
  private apps: INestMicroservice[] = [];

  async start({ running = true } = {}): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'bsp-bus-'));
    this.port = await freePort();
    if (running) await this.startServer();
  }

  async startServer({ provisioned = true } = {}): Promise<void> {
    this.server = await startNats({ dataDir: this.folder, port: this.port });
    if (provisioned) await this.provision();
  }

  async provision(): Promise<void> {
    const link = await this.link('provisioner');
    await provision(link, { replicas: 1 });
    await link.close();
  }

  async stopServer(): Promise<void> {
    await this.server.stop();
    await this.server.exited;
  }

  async wipe(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async link(user: string): Promise<NatsLink> {
    const link = await connectNats({ url: `nats://127.0.0.1:${this.port}`, user, password: `dev-${user}`, service: user, logger: silent });
    this.links.push(link);
    return link;
  }

  async client(user = 'gateway'): Promise<BusClient> {
    return new BusClient(await this.link(user), silent);
  }

  /** A Nest microservice of one controller, on a link of its own. */
  async serve(controller: Type, user = 'identity'): Promise<INestMicroservice> {
    Controller()(controller);
    class TestModule {}
    const app = await NestFactory.createMicroservice({ module: TestModule, controllers: [controller] }, { ...natsMicroservice(await this.link(user)), logger: false });
    await app.listen();
    this.apps.push(app);
    return app;
  }

  async stop(): Promise<void> {
    for (const app of this.apps.splice(0)) await app.close();
    for (const link of this.links.splice(0)) await link.close();
    await this.server.stop();
    await this.wipe();
  }
}

let made = 0;

/** A fact of contract-linking as it lies in the stream; `contract` names the aggregate. */
export function openedEvent(contract: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const data = { actor: { kind: 'CRM' }, accessNumber: contract, customerNumber: '1234567890', product: 'SIP_TRUNK', validFrom: '2026-01-01T00:00:00Z' };
  const id = `event-${process.pid}-${++made}`;
  return { specversion: '1.0', id, source: 'contract-linking', type: contractOpened.type, subject: contract, sequence: '1', time: '2026-01-01T00:00:00Z', data, ...changes };
}
