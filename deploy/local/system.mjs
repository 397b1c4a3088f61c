import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { natsPassword } from './credentials.mjs';
import { occupy } from './data-folder.mjs';
import { demoLogins } from './demo-logins.mjs';
import { portsOf, refuseTakenPorts } from './ports.mjs';
import { startServers } from './servers.mjs';
import { ALL_IN_ONE, apart, together } from './services.mjs';

/**
 * @typedef {import('./processes/supervised.mjs').Supervised} Supervised
 * @typedef {{
 *   http: string, openapi: string, gateways: string[], nats: { url: string, user: string, password: string },
 *   mailbox: string | null, smtp: string, loginService: string, letters: string, mongo: string, demo: import('./demo-logins.mjs').DemoLogin[]
 * }} Endpoints
 *
 * @typedef {object} SystemOptions
 * @property {string} dataDir
 * @property {number} [httpPort] of the first gateway
 * @property {number} [portBase] of everything else
 * @property {Record<string, number>} [instances] per service, 1 where it is not named
 * @property {boolean} [allInOne]
 * @property {boolean} [demo] makes the demo customer unless the data folder has it
 * @property {NodeJS.ProcessEnv} [env] what the services and servers get besides their addresses
 * @property {(line: string) => void} [report] one line for a person
 * @property {AbortSignal} [cancel] gives up a start that is under way
 *
 * @typedef {object} System
 * @property {Endpoints} endpoints
 * @property {Map<string, Supervised>} processes `mongod`, `nats`, `mailbox`, `login-simulator`, `identity-0`, `gateway-0`, `gateway-1`, … each with `pid`, `kill`, `stop`, `start`, `restart`
 * @property {(name: string, signal?: NodeJS.Signals) => void} kill a crash: the process is started again
 * @property {(name: string) => string} logOf the log file of a process
 * @property {() => Promise<void>} stop in order; nothing is left
 */

/**
 * The whole system on this machine, each part a process of its own (or the services all in one). Expects a built dist/.
 * @param {SystemOptions} options
 * @returns {Promise<System>} when every part is ready
 */
export async function startSystem({ httpPort = 3_000, portBase = 23_000, instances = {}, allInOne = false, demo = false, env = process.env, report = () => {}, cancel, ...options }) {
  const dataDir = resolve(options.dataDir);
  const [endpointsFile, logsDir, lettersDir] = [join(dataDir, 'endpoints.json'), join(dataDir, 'logs'), join(dataDir, 'letters')];
  const running = allInOne ? {} : instances;
  const embedded = { mongo: !env['MONGODB_URI'], nats: !env['NATS_URL'], mailbox: !env['SMTP_URL'], loginService: !env['LOGIN_SERVICE_URL'] };
  const gateways = Array.from({ length: running['gateway'] ?? 1 }, (_, index) => `http://127.0.0.1:${httpPort + index}`);
  await Promise.all([logsDir, lettersDir, join(dataDir, 'mail')].map((folder) => mkdir(folder, { recursive: true })));
  // Letters carry one-time passwords.
  await chmod(lettersDir, 0o700);
  const { abandoned, leave } = await occupy(dataDir);
  /** @type {Supervised[]} */
  const servers = [];
  /** @type {Supervised[]} */
  const services = [];
  const stop = once(async () => {
    const isGateway = (/** @type {Supervised} */ { name }) => name.startsWith('gateway') || name === ALL_IN_ONE;
    await Promise.all(services.filter(isGateway).map((part) => part.stop()));
    await Promise.all(services.map((part) => part.stop()));
    for (const server of servers) await server.stop();
    await leave();
    await rm(endpointsFile, { force: true });
  });
  const logOf = (/** @type {string} */ name) => join(logsDir, `${name}.log`);
  try {
    cancel?.addEventListener('abort', () => void stop(), { once: true });
    await rm(endpointsFile, { force: true });
    await refuseTakenPorts(portsOf({ httpPort, portBase, instances: running, embedded }), { earlier: abandoned, report });
    report('starting MongoDB, NATS, the mailbox and the login-service simulator …');
    const found = await startServers({ dataDir, logsDir, portBase, gateways, env, report, parts: servers });
    cancel?.throwIfAborted();
    const context = { servers: found.servers, httpPort, portBase, lettersDir, env };
    services.push(...(allInOne ? [together(context, logOf, report)] : apart(running, context, logOf, report)));
    report(allInOne ? 'starting the services in one process …' : 'starting the services …');
    await Promise.all(services.map((part) => part.start()));
    cancel?.throwIfAborted();
    /** @type {Endpoints} */
    const endpoints = {
      http: gateways[0] ?? '',
      openapi: `${gateways[0]}/api/openapi.json`,
      gateways,
      nats: { url: found.servers.natsUrl, user: 'harness', password: natsPassword('harness', env) },
      mailbox: found.mailbox,
      smtp: found.servers.smtpUrl,
      loginService: found.servers.loginServiceUrl,
      letters: lettersDir,
      mongo: found.adminUri,
      demo: [],
    };
    if (demo) endpoints.demo = await demoLogins(dataDir, endpoints, env, report);
    cancel?.throwIfAborted();
    await writeFile(`${endpointsFile}.new`, `${JSON.stringify(endpoints, null, 2)}\n`, { mode: 0o600 });
    await rename(`${endpointsFile}.new`, endpointsFile);
    const processes = new Map([...servers, ...services].map((part) => [part.name, part]));
    return { endpoints, processes, kill: (name, signal) => processes.get(name)?.kill(signal), logOf, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {() => Promise<void>} work
 * @returns {() => Promise<void>} does it the first time only
 */
function once(work) {
  /** @type {Promise<void> | undefined} */
  let done;
  return () => (done ??= work());
}
