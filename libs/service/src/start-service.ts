import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { DURABLES, type ServiceName } from '#libs/contracts';
import { FactConsumer, natsMicroservice } from '#libs/messaging';
import { createLogger, type HealthCheck, NestPinoLogger, OpsServer } from '#libs/observability';
import type { Migration } from '#libs/persistence';
import { AuditSealsWorker } from './audit-seals.worker.js';
import type { ServiceConfig } from './config.js';
import { drainHttp } from './drain-http.js';
import { connectPlumbing, type Plumbing } from './plumbing.js';
import { ServiceModule } from './service.module.js';
import type { FactHandlers, Worker } from './worker.js';

export interface ServiceDefinition {
  name: ServiceName;
  config: ServiceConfig;
  module: Type | DynamicModule;
  migrations: Migration[];
  /** Classes that handle facts from the streams this service has a durable on. */
  facts?: Type<FactHandlers>[];
  /** Subjects of its streams that are another service's business. */
  ignoreUnknown?: (subject: string) => boolean;
  workers?: Type<Worker>[];
  /** The public HTTP side, for the service that has one. */
  http?: HttpSide;
}

export interface HttpSide {
  adapter: FastifyAdapter;
  port: number;
  host: string;
  configure(app: NestFastifyApplication): Promise<void> | void;
}

export interface RunningService {
  /** Where Nest's container is, for tests. */
  app: INestApplicationContext;
  opsPort: number;
  /** Stops taking work, finishes what was begun, closes everything. */
  stop(reason?: string): Promise<void>;
}

/** Starts a service: operations port, connections, migrations, bus, consumers, workers; ready only then. */
export async function startService(definition: ServiceDefinition): Promise<RunningService> {
  const { name, config } = definition;
  const logger = createLogger({ service: name, level: config.LOG_LEVEL });
  const checks: HealthCheck[] = [];
  const ops = new OpsServer({ port: config.BSP_OPS_PORT, host: config.BSP_OPS_HOST, checks, logger });
  const opsPort = await ops.start();
  const plumbing = await connectPlumbing(name, config, definition.migrations, logger);
  checks.push(plumbing.link.health, { name: 'mongodb', check: () => plumbing.database.ping() });

  const { app, listen } = await createApp(definition, plumbing);
  const consumers = consumersOf(definition, plumbing, app);
  const workers = (definition.workers ?? []).map((worker) => app.get<Worker>(worker));
  const seals = new AuditSealsWorker(plumbing.sealer, logger);
  plumbing.relay.start();
  await listen();
  for (const started of [...consumers, ...workers, seals]) started.start();
  await Promise.all(consumers.map((consumer) => consumer.ready));
  checks.push(...consumers.map((consumer) => consumer.health));
  ops.setReady(true);
  logger.info({ opsPort, ...(definition.http && { httpPort: definition.http.port }) }, 'ready');

  const stop = async (reason: string) => {
    logger.info({ reason }, 'stopping');
    ops.setReady(false);
    await Promise.all(workers.map((worker) => worker.stop()));
    if (definition.http) await drainHttp(definition.http.adapter.getHttpServer());
    await app.close();
    await Promise.all(consumers.map((consumer) => consumer.stop()));
    await plumbing.relay.stop();
    await seals.stop();
    await plumbing.link.drain();
    await plumbing.database.close();
    await ops.stop();
    logger.info('stopped');
  };
  let stopped: Promise<void> | undefined;
  return { app, opsPort, stop: (reason = 'asked to') => (stopped ??= stop(reason)) };
}

/** Every service answers on the bus; one of them on HTTP too. `listen` opens both. */
async function createApp({ module, http }: ServiceDefinition, plumbing: Plumbing): Promise<{ app: INestApplicationContext; listen(): Promise<unknown> }> {
  const root: DynamicModule = { module: class ServiceRoot {}, imports: [ServiceModule.with(plumbing), module] };
  const options = { logger: new NestPinoLogger(plumbing.logger), abortOnError: false };
  const bus = natsMicroservice(plumbing.link);
  if (!http) {
    const app = await NestFactory.createMicroservice(root, { ...options, ...bus });
    return { app: await app.init(), listen: () => app.listen() };
  }
  const app = await NestFactory.create<NestFastifyApplication>(root, http.adapter, options);
  app.connectMicroservice(bus);
  await http.configure(app);
  return { app: await app.init(), listen: () => app.startAllMicroservices().then(() => app.listen(http.port, http.host)) };
}

function consumersOf(definition: ServiceDefinition, { link, logger }: Plumbing, app: INestApplicationContext): FactConsumer[] {
  const handlers = (definition.facts ?? []).flatMap((token) => app.get<FactHandlers>(token).handlers());
  return DURABLES.filter(({ service }) => service === definition.name).map(
    ({ stream, service }) =>
      new FactConsumer({
        link,
        stream,
        durable: service,
        handlers,
        service,
        logger,
        ...(definition.ignoreUnknown && { ignoreUnknown: definition.ignoreUnknown }),
      }),
  );
}
