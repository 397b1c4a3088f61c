import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMongod, type MongoServer } from '#local/servers/mongod';
import { startNats, type NatsServer } from '#local/servers/nats-server';
import { freePort } from '#local/servers/listening';
import type { ServiceName } from '#libs/contracts';
import { restartable, type Restartable } from './restartable.js';

export type TestMongo = Restartable<MongoServer>;
export type TestNats = Restartable<NatsServer>;

/** A real MongoDB and a real NATS with streams and durables, empty, for one test file. */
export interface TestServers {
  mongo: TestMongo;
  nats: TestNats;
  /** The environment that `npm start` would give a service, quiet and on free ports. */
  envFor(service: ServiceName): Record<string, string>;
  /** Ends both and removes their data. */
  stop(): Promise<void>;
}

let running: Promise<TestServers> | undefined;

/** Starts them, or gives back those of this file that run already. */
export function startTestServers(): Promise<TestServers> {
  running ??= start();
  return running;
}

/** MongoDB alone; `stop` removes its data. */
export async function startTestMongo(): Promise<TestMongo> {
  const port = await freePort();
  return temporary('mongo', (dataDir) => startMongod({ dataDir, port }));
}

/** NATS alone, with neither streams nor durables; `stop` removes its data. */
export async function startTestNats(): Promise<TestNats> {
  const port = await freePort();
  return temporary('nats', (dataDir) => startNats({ dataDir, port }));
}

async function start(): Promise<TestServers> {
  const [mongo, nats] = await Promise.all([startTestMongo(), startProvisionedNats()]);
  return {
    mongo,
    nats,
    envFor: (service) => ({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      NATS_URL: nats.url,
      NATS_USER: service,
      NATS_PASSWORD: nats.passwordFor(service),
      MONGODB_URI: mongo.uriFor(service),
      BSP_OPS_PORT: '0',
      BSP_HTTP_PORT: '0',
    }),
    stop: async () => {
      running = undefined;
      await Promise.all([mongo.stop(), nats.stop()]);
    },
  };
}

async function startProvisionedNats(): Promise<TestNats> {
  // Loaded here, so that a test of MongoDB alone does without the bus and its client.
  const [nats, { provisionTestBus }] = await Promise.all([startTestNats(), import('./provision-test-bus.js')]);
  await provisionTestBus(nats);
  return nats;
}

async function temporary<S extends MongoServer | NatsServer>(name: string, begin: (dataDir: string) => Promise<S>): Promise<Restartable<S>> {
  const folder = await mkdtemp(join(tmpdir(), `bsp-test-${name}-`));
  const server: Restartable<S> = await restartable(() => begin(folder));
  const stop = async () => {
    // Nothing of it is read again, so there is nothing to end in order.
    server.kill();
    await server.exited;
    await rm(folder, { recursive: true, force: true });
  };
  return Object.defineProperty(server, 'stop', { value: stop });
}
