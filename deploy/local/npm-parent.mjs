import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LOOK_EVERY_MS = 400;

/**
 * npm ends at once on a signal and passes nothing on. Calls `gone` when the npm (or the shell in between) that started this
 * process has ended; does nothing when npm did not start it.
 * @param {() => void} gone
 */
export async function watchNpm(gone) {
  if (!process.env['npm_lifecycle_event']) return;
  const chain = await chainToNpm();
  const timer = setInterval(() => {
    if (process.ppid === chain[0] && chain.every(isAlive)) return;
    clearInterval(timer);
    gone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** This process's parent and, where npm put a shell between, that one's. */
async function chainToNpm() {
  const parent = process.ppid;
  const { name, parent: above } = await describe(parent);
  const isShell = /^(sh|dash|bash|zsh|ash|busybox)$/.test(name);
  return isShell && above > 1 ? [parent, above] : [parent];
}

/**
 * @param {number} pid
 * @returns {Promise<{ name: string, parent: number }>}
 */
async function describe(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat !== undefined) {
    const [, name = '', parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(stat) ?? [];
    return { name, parent: Number(parent) };
  }
  const { stdout } = await run('ps', ['-o', 'ppid=,comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  const [, parent, name = ''] = /^\s*(\d+)\s+(?:.*\/)?-?(\S+)/.exec(stdout) ?? [];
  return { name, parent: Number(parent) };
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
