import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NATS_USERS, natsPassword } from '../credentials.mjs';
import { findNatsServer } from './find-server.mjs';
import { startGuarded } from '../processes/guarded-process.mjs';
import { waitForPort } from './listening.mjs';

const CONFIG = fileURLToPath(new URL('../../nats/nats-server.conf', import.meta.url));

/**
 * @typedef {object} NatsServer
 * @property {string} url
 * @property {(user: string) => string} passwordFor
 * @property {number} pid
 * @property {number} port
 * @property {Promise<number>} exited
 * @property {() => Promise<void>} stop
 * @property {(signal?: NodeJS.Signals) => void} kill
 */

/**
 * NATS with JetStream, by the very configuration that the containers use.
 * @param {{ dataDir: string, port: number, logFile?: string, env?: NodeJS.ProcessEnv, progress?: (line: string) => void }} options
 * @returns {Promise<NatsServer>}
 */
export async function startNats({ dataDir, port, logFile = join(dataDir, 'nats-server.log'), env = process.env, progress }) {
  const program = await findNatsServer(progress);
  await mkdir(dataDir, { recursive: true });
  const args = ['-c', CONFIG, '-a', '127.0.0.1', '-p', String(port), '-sd', dataDir];
  const server = await startGuarded(program, args, { logFile, env: { ...env, ...natsEnvironment(env) } });
  await waitForPort(port, { exited: server.exited, name: 'nats-server', logFile });
  return { ...server, port, url: `nats://127.0.0.1:${port}`, passwordFor: (user) => natsPassword(user, env) };
}

/**
 * What nats-server.conf asks the environment for. Quoted, because NATS reads a value as a piece of configuration.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
export function natsEnvironment(env = process.env) {
  const passwords = NATS_USERS.map((user) => [`NATS_PASSWORD_${user.toUpperCase().replaceAll('-', '_')}`, JSON.stringify(natsPassword(user, env))]);
  const staff = env['NODE_ENV'] === 'production' ? 'bsp.crm.>' : 'bsp.staff.>';
  return { ...Object.fromEntries(passwords), NATS_HARNESS_STAFF: JSON.stringify(staff) };
}
