import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const GUARDIAN = fileURLToPath(new URL('./guardian.sh', import.meta.url));
const STOP_GRACE_MS = 20_000;

/**
 * @typedef {object} GuardedProcess
 * @property {number} pid of the program itself, not of its guardian
 * @property {Promise<number>} exited the exit code (128 + signal number when a signal ended it)
 * @property {() => Promise<void>} stop SIGTERM, SIGKILL after 20 s
 * @property {(signal?: NodeJS.Signals) => void} kill sends a signal, SIGKILL unless another is named
 */

/**
 * A foreign program under a guardian, in a process group of its own: it ends when this process does.
 * @param {string} command
 * @param {string[]} args
 * @param {{ logFile?: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<GuardedProcess>}
 */
export async function startGuarded(command, args, { logFile, env = process.env }) {
  const output = logFile ? openSync(logFile, 'a') : undefined;
  const guardian = spawn('/bin/sh', [GUARDIAN, String(STOP_GRACE_MS / 1_000), command, ...args], {
    detached: true,
    env,
    stdio: ['ignore', output ?? 'ignore', output ?? 'ignore', 'pipe'],
  });
  if (output !== undefined) closeSync(output);
  const pipe = /** @type {import('node:net').Socket} */ (guardian.stdio[3]);
  pipe.on('error', () => {});
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    guardian.once('error', () => resolve(127));
    guardian.once('exit', (code) => resolve(code ?? 137));
  });
  const pid = await firstNumber(pipe, exited, command);
  // Neither the handle nor the pipe may keep a test runner or a launcher alive; the pipe stays open all the same.
  guardian.unref();
  pipe.unref();
  return { pid, exited, stop: () => stopProcess(pid, exited), kill: (signal = 'SIGKILL') => send(pid, signal) };
}

/**
 * @param {import('node:net').Socket} pipe
 * @param {Promise<number>} exited
 * @param {string} command
 * @returns {Promise<number>}
 */
function firstNumber(pipe, exited, command) {
  return new Promise((resolve, reject) => {
    pipe.once('data', (data) => resolve(Number(data.toString())));
    void exited.then((code) => reject(new Error(`${command} could not be started (exit code ${code})`)));
  });
}

/**
 * @param {number} pid
 * @param {Promise<number>} exited
 */
async function stopProcess(pid, exited) {
  send(pid, 'SIGTERM');
  const timer = setTimeout(() => send(pid, 'SIGKILL'), STOP_GRACE_MS);
  await exited;
  clearTimeout(timer);
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already, which is what a signal is sent for.
  }
}
