import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { opsPort, serverPorts } from '#local/ports';
import { freePort, isPortFree } from '#local/servers/ports';
import { startSystem } from '#local/system';

export type TestSystem = Awaited<ReturnType<typeof startSystem>>;

export interface TestSystemOptions {
  instances?: Record<string, number>;
  allInOne?: boolean;
  /** Over the defaults for tests: no limits per IP address. */
  env?: Record<string, string>;
}

/**
 * The whole built system, every part a process of its own, on free ports and in a folder that goes with it.
 * `npm test` builds first; by hand: `npm run build`.
 */
export async function startTestSystem({ env = {}, ...options }: TestSystemOptions = {}): Promise<TestSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bsp-system-'));
  const [httpPort, portBase] = [await freePort(), await freePortBase()];
  const system = await startSystem({ ...options, dataDir, httpPort, portBase, env: { ...process.env, NODE_ENV: 'test', RATE_LIMITS: 'off', ...env } });
  const stop = async () => {
    await system.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...system, stop };
}

/** A base whose ports are free, below the range from which outgoing connections take theirs. */
async function freePortBase(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const base = 10_000 + 100 * Math.floor(Math.random() * 200);
    const taken = await Promise.all([...Object.values(serverPorts(base)), ...['gateway', 'identity', 'contract-linking', 'entitlements', 'notification'].map((service) => opsPort(base, service, 0))].map((port) => isPortFree(port)));
    if (taken.every(Boolean)) return base;
  }
  throw new Error('no block of free ports below 30000');
}
