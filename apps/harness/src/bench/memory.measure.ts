import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SERVICES } from '#libs/contracts';
import { freePort } from '#local/servers/listening';
import { spread } from './load.js';
import { pick } from './get-me.measure.js';
import { type MeasuredSystem, startMeasuredSystem } from './measured-system.js';
import { pssMegabytes } from './process-meter.js';
import type { Table } from './table.js';

/** Memory of the services, idle, as five processes and as one. */
export async function measureMemory(system: MeasuredSystem): Promise<Table[]> {
  const apart = await idleMegabytes(pick(system.pids, [...SERVICES]));
  const one = await startMeasuredSystem({ allInOne: true });
  const together = await idleMegabytes(pick(one.pids, ['all-in-one'])).finally(() => one.stop());
  return [memoryTable('Memory of the five services, idle', apart, 450), memoryTable('Memory of all services in one process, idle', together, 200)];
}

async function idleMegabytes(pids: Record<string, number>): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < 3; n++) {
    await sleep(5_000);
    samples.push(Object.values(pids).reduce((sum, pid) => sum + pssMegabytes(pid), 0));
  }
  return samples;
}

const memoryTable = (title: string, samples: number[], target: number): Table => ({ title, rows: [], verdict: { figure: 'PSS, MB', ...spread(samples), target } });

/** `npm start` in a folder that it knows already: seconds until everything is ready. */
export async function measureSecondStart({ runs = 3 } = {}): Promise<Table> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bsp-start-'));
  const http = await freePort();
  const env = { ...process.env, BSP_DATA_DIR: dataDir, BSP_HTTP_PORT: String(http), BSP_PORT_BASE: '24500', BSP_DEMO_DATA: 'false' };
  await startOnce(env, dataDir);
  const seconds: number[] = [];
  for (let n = 0; n < runs; n++) seconds.push(await startOnce(env, dataDir));
  await rm(dataDir, { recursive: true, force: true });
  return { title: 'Second npm start, until ready', rows: [], verdict: { figure: 'seconds', ...spread(seconds), target: 10 } };
}

async function startOnce(env: NodeJS.ProcessEnv, dataDir: string): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ['deploy/local/start.mjs'], { env, stdio: 'ignore' });
  while (!existsSync(join(dataDir, 'endpoints.json'))) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    await sleep(20);
  }
  const seconds = (performance.now() - started) / 1000;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return seconds;
}
