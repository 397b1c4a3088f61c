import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '#local/build';
import { opsPort, portsOf, serverPorts } from '#local/ports';
import { isPortFree } from '#local/servers/listening';
import { startSystem, type System, type SystemOptions } from '#local/system';
import { MailboxReader } from './test-mailbox.js';

export interface TestSystem extends System {
  /** Reads what the system sent. */
  mails: MailboxReader;
  dataDir: string;
  /** Base URL of health and metrics of one process. */
  ops(service: string, instance?: number): string;
  /** Stops it in order and removes its data. */
  stop(): Promise<void>;
}

export type TestSystemOptions = Pick<SystemOptions, 'instances' | 'allInOne' | 'demo' | 'report'> & { env?: Record<string, string> };

/** The whole built system on free ports and an empty data folder, without the limits per IP address. */
export async function startTestSystem({ env, ...options }: TestSystemOptions = {}): Promise<TestSystem> {
  await build();
  const dataDir = await mkdtemp(join(tmpdir(), 'bsp-system-'));
  const portBase = await freeBlock(options.instances ?? {});
  const httpPort = portBase + HTTP;
  try {
    const system = await startSystem({ ...options, dataDir, portBase, httpPort, env: { ...process.env, NODE_ENV: 'test', RATE_LIMITS: 'off', ...env } });
    const stop = async () => {
      await system.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
    return { ...system, dataDir, stop, mails: new MailboxReader(`http://127.0.0.1:${serverPorts(portBase).mailbox}`), ops: (service, instance = 0) => `http://127.0.0.1:${opsPort(portBase, service, instance)}` };
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

/** Distance of the gateways' ports from the base: behind those of all other parts. */
const HTTP = 80;
const BLOCK = 100;

/** The lowest block: in the one before it the first gateway would get 10080, to which fetch (as every browser) refuses to speak. */
const FIRST_BLOCK = 10_100;

/** A block of ports below the ephemeral range in which everything is free; of two test files that run at the same time, each has its half of them. */
async function freeBlock(instances: Record<string, number>): Promise<number> {
  const half = Number(process.env['JEST_WORKER_ID'] ?? 0) % 2;
  for (;;) {
    const portBase = FIRST_BLOCK + BLOCK * (2 * Math.floor(Math.random() * 59) + half);
    const ports = portsOf({ httpPort: portBase + HTTP, portBase, instances, embedded: { mongo: true, nats: true, mailbox: true, loginService: true } });
    if ((await Promise.all(ports.map(({ port }) => isPortFree(port)))).every(Boolean)) return portBase;
  }
}
