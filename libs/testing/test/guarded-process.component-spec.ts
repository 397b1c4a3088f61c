import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGuarded } from '#local/processes/guarded-process';
import { Supervised } from '#local/processes/supervised';
import { eventually } from '../src/index.js';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const GUARDED = new URL('../../../deploy/local/processes/guarded-process.mjs', import.meta.url).href;

describe('a guarded program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bsp-guarded-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('ends on a signal, and tells how', async () => {
    const sleeper = await startGuarded('sleep', ['60'], {});
    expect(isAlive(sleeper.pid)).toBe(true);
    await sleeper.stop();
    expect(await sleeper.exited).toBe(143);
    expect(isAlive(sleeper.pid)).toBe(false);
  });

  it('says so when it cannot be started', async () => {
    await expect(startGuarded(join(folder, 'no-such-program'), [], { logFile: join(folder, 'log') }).then(({ exited }) => exited)).resolves.toBe(127);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('ends when its parent ends by %s', async (signal) => {
    const script = join(folder, `parent-${signal}.mjs`);
    await writeFile(script, `import { startGuarded } from '${GUARDED}';\nconsole.log((await startGuarded('sleep', ['60'], {})).pid);\nsetInterval(() => {}, 1_000);\n`);
    const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    parent.kill(signal);
    await eventually(() => expect(isAlive(pid)).toBe(false));
  });
});

describe('a supervised part', () => {
  it('is started again after a crash, not after a stop', async () => {
    const reports: string[] = [];
    const part = new Supervised('sleeper', () => startGuarded('sleep', ['60'], {}), (line) => void reports.push(line));
    await part.start();
    const first = part.pid;
    part.kill();
    const second = await eventually(() => {
      expect([0, first]).not.toContain(part.pid);
      return part.pid;
    });
    expect(reports).toEqual(['sleeper ended unexpectedly (exit code 137), starting it again']);
    await part.stop();
    expect(isAlive(second)).toBe(false);
    await part.start();
    expect([0, second]).not.toContain(part.pid);
    await part.restart();
    await part.stop();
    expect(reports).toHaveLength(1);
  });

  it('gives up a start that is under way when it is stopped', async () => {
    let begun = 0;
    const begin = (end: AbortSignal) => new Promise<never>((_, reject) => end.addEventListener('abort', () => reject(new Error('gave up')), { once: ++begun > 0 }));
    const part = new Supervised('slow', begin, () => undefined);
    const started = part.start();
    await eventually(() => expect(begun).toBe(1));
    await Promise.all([expect(started).rejects.toThrow('gave up'), part.stop()]);
    expect(part.pid).toBe(0);
  });
});

describe('the search for a server', () => {
  it('says what was tried and what to install when every way fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bsp-find-'));
    const [script, cache] = [join(folder, 'find.mjs'), join(folder, 'cache')];
    const find = new URL('../../../deploy/local/servers/find-server.mjs', import.meta.url).href;
    await writeFile(script, `import { findNatsServer } from '${find}';\nawait findNatsServer(() => {}).catch((error) => console.log(error.message));\n`);
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: '', BSP_CACHE_DIR: cache } });
    const text = (await child.stdout.toArray()).join('');
    expect(text).toContain('No nats-server could be found. Tried:');
    expect(text).toContain('- nats-server on the PATH: not there');
    expect(text).toContain('there is no python3 on the PATH');
    expect(text).toContain('Please install nats-server');
    // Nothing half finished stays in the cache.
    expect(await readdir(cache)).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
