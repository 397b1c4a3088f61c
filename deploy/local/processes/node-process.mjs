import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../servers/binary-cache.mjs';

// Half of Node's young generation: a fifth less memory when idle, and no request notices.
const YOUNG_GENERATION = '--max-semi-space-size=8';
const PARENT_WATCH = new URL('./parent-watch.mjs', import.meta.url).href;
/** From Node 22.1 on, code that was compiled once is not compiled at the next start. */
const COMPILE_CACHE = join(cacheFolder(), 'compile-cache');
const STOP_GRACE_MS = 20_000;
const TAIL_BYTES = 4_096;

/**
 * A process of our own that says `{ type: 'ready' }` over IPC, and stops in order when that channel closes. In a process group of
 * its own, so that Ctrl-C in the terminal reaches only the launcher, which knows the order.
 * @param {{ name: string, script: string, env: NodeJS.ProcessEnv, logFile: string, end?: AbortSignal }} options `end` also ends a start that is under way
 * @returns {Promise<import('./guarded-process.mjs').GuardedProcess>} as soon as it is ready
 */
export async function startNodeProcess({ name, script, env, logFile, end }) {
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [YOUNG_GENERATION, '--import', PARENT_WATCH, script], { detached: true, env: { NODE_COMPILE_CACHE: COMPILE_CACHE, ...env }, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 137));
  });
  /** @type {(signal?: NodeJS.Signals) => void} */
  const kill = (signal = 'SIGKILL') => void child.kill(signal);
  const stop = async () => {
    const timer = setTimeout(kill, STOP_GRACE_MS);
    kill('SIGTERM');
    await exited;
    clearTimeout(timer);
  };
  /** @type {Promise<'ready'>} */
  const ready = new Promise((resolve) => child.on('message', (message) => isReady(message) && resolve('ready')));
  const giveUp = () => void stop();
  end?.addEventListener('abort', giveUp, { once: true });
  if (end?.aborted) giveUp();
  const first = await Promise.race([ready, exited]);
  end?.removeEventListener('abort', giveUp);
  if (first !== 'ready') throw new Error(`${name} ended at its start with exit code ${first}:\n${await tail(logFile)}`);
  return { pid: child.pid ?? 0, exited, stop, kill };
}

/** A script of this repository, by its path from the root. @param {string} path */
export function scriptOf(path) {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

/** @param {unknown} message */
function isReady(message) {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready';
}

/**
 * The last lines of a log, for the error of a start.
 * @param {string} file
 */
async function tail(file) {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read({ position: Math.max(0, size - TAIL_BYTES), buffer: Buffer.alloc(TAIL_BYTES) });
    return buffer.subarray(0, bytesRead).toString().trim().split('\n').slice(-8).join('\n');
  } finally {
    await handle.close();
  }
}
