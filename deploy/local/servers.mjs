import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { natsPassword } from './credentials.mjs';
import { simulatorEnvironment } from './environment.mjs';
import { useExternalMongo } from './external-mongo.mjs';
import { serverPorts } from './ports.mjs';
import { scriptOf, startNodeProcess } from './processes/node-process.mjs';
import { Supervised } from './processes/supervised.mjs';
import { startMailbox } from './servers/mailbox.mjs';
import { startMongod } from './servers/mongod.mjs';
import { startNats } from './servers/nats-server.mjs';

const run = promisify(execFile);

/**
 * @typedef {object} RunningServers
 * @property {Supervised[]} parts those that run embedded, in the order in which they are stopped
 * @property {import('./environment.mjs').Servers} servers
 * @property {string} adminUri of MongoDB
 * @property {string | null} mailbox
 */

/** The name of the process that stands for the telco's login service and portals. */
export const LOGIN_SIMULATOR = 'login-simulator';

/**
 * Starts what the environment does not name as running already (`MONGODB_URI`, `NATS_URL`, `SMTP_URL`, `LOGIN_SERVICE_URL`), all at the same time.
 * @param {{ dataDir: string, logsDir: string, portBase: number, gateways: string[], env: NodeJS.ProcessEnv, report: (line: string) => void, parts: Supervised[] }} options
 *   `gateways`: base URLs of those that will run; `parts` is filled while they start, so that a failed start can end what it began
 * @returns {Promise<RunningServers>}
 */
export async function startServers({ dataDir, logsDir, portBase, gateways, env, report, parts }) {
  const ports = serverPorts(portBase);
  /** @type {(name: string) => string} */
  const log = (name) => join(logsDir, `${name}.log`);
  const startBus = () => startNats({ dataDir: join(dataDir, 'nats'), port: ports.nats, logFile: log('nats'), env, progress: report });
  // After a crash too: its folder may have been lost with it.
  const nats = new Supervised('nats', () => startBus().then((bus) => provisioned(bus, env)), report);
  /** @type {import('./servers/mongod.mjs').MongoServer | undefined} */
  let mongo;
  const startMongo = async () => (mongo = await startMongod({ dataDir: join(dataDir, 'mongo'), port: ports.mongod, logFile: log('mongod'), env, progress: report }));
  const mongod = new Supervised('mongod', startMongo, report);
  const mailDir = join(dataDir, 'mail');
  const mailbox = new Supervised('mailbox', () => startMailbox({ smtpPort: ports.smtp, webPort: ports.mailbox, mailDir, logFile: log('mailbox') }), report);
  const simulatorEnv = simulatorEnvironment({ port: ports.loginService, gateways, dataDir, env });
  const startSimulator = (/** @type {AbortSignal} */ end) =>
    startNodeProcess({ name: LOGIN_SIMULATOR, script: scriptOf('dist/bundles/login-simulator.js'), env: simulatorEnv, logFile: log(LOGIN_SIMULATOR), end });
  const simulator = new Supervised(LOGIN_SIMULATOR, startSimulator, report);
  const natsUrl = env['NATS_URL'] || `nats://127.0.0.1:${ports.nats}`;
  const embedded = { nats: !env['NATS_URL'], mongo: !env['MONGODB_URI'], mailbox: !env['SMTP_URL'], simulator: !env['LOGIN_SERVICE_URL'] };
  parts.push(...(embedded.nats ? [nats] : []), ...(embedded.mongo ? [mongod] : []), ...(embedded.mailbox ? [mailbox] : []), ...(embedded.simulator ? [simulator] : []));
  /** @type {Promise<{ adminUri: string, uriFor: (service: string) => string }>} */
  const database = embedded.mongo ? mongod.start().then(() => /** @type {import('./servers/mongod.mjs').MongoServer} */ (mongo)) : useExternalMongo(env['MONGODB_URI'] ?? '', env, report);
  const [{ adminUri, uriFor }] = await settled([
    database,
    embedded.nats ? nats.start() : provision(natsUrl, env),
    embedded.mailbox ? mailbox.start() : Promise.resolve(),
    embedded.simulator ? simulator.start() : Promise.resolve(),
  ]);
  const smtpUrl = env['SMTP_URL'] || `smtp://127.0.0.1:${ports.smtp}`;
  const loginServiceUrl = env['LOGIN_SERVICE_URL'] || `http://127.0.0.1:${ports.loginService}`;
  return { parts, adminUri, servers: { natsUrl, mongoUriFor: uriFor, smtpUrl, loginServiceUrl }, mailbox: embedded.mailbox ? `http://127.0.0.1:${ports.mailbox}` : null };
}

/**
 * Like Promise.all, but nothing is still under way when it rejects.
 * @template A, B, C, D
 * @param {[Promise<A>, Promise<B>, Promise<C>, Promise<D>]} all
 * @returns {Promise<[A, B, C, D]>}
 */
async function settled(all) {
  await Promise.allSettled(all);
  return Promise.all(all);
}

/**
 * @param {import('./servers/nats-server.mjs').NatsServer} bus
 * @param {NodeJS.ProcessEnv} env
 */
async function provisioned(bus, env) {
  await provision(bus.url, env).catch(async (error) => {
    await bus.stop();
    throw error;
  });
  return bus;
}

/**
 * @param {string} natsUrl
 * @param {NodeJS.ProcessEnv} env
 */
async function provision(natsUrl, env) {
  const environment = { ...env, NATS_URL: natsUrl, NATS_PASSWORD_PROVISIONER: natsPassword('provisioner', env) };
  await run(process.execPath, [scriptOf('deploy/local/provision.mjs')], { env: environment, timeout: 30_000 }).catch((error) => {
    const reason = error.killed ? `${natsUrl} did not answer in 30 s` : error.stderr || error.message;
    throw new Error(`Streams and durables could not be made: ${reason}`);
  });
}
