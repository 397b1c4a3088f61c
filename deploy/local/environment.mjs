import { join } from 'node:path';
import { natsPassword, SERVICES } from './credentials.mjs';
import { opsPort } from './ports.mjs';

/**
 * Where the servers are that every service needs.
 * @typedef {object} Servers
 * @property {string} natsUrl
 * @property {(service: string) => string} mongoUriFor
 * @property {string} smtpUrl
 * @property {string} loginServiceUrl of the telco's login service and portals
 */

/**
 * The environment of one process of a service: everything the person who starts the system has set, and its addresses.
 * @param {string} service
 * @param {number} instance counted from 0
 * @param {{ servers: Servers, httpPort: number, portBase: number, lettersDir: string, env: NodeJS.ProcessEnv }} system
 * @returns {NodeJS.ProcessEnv}
 */
export function serviceEnvironment(service, instance, { servers, httpPort, portBase, lettersDir, env }) {
  return {
    ...env,
    NATS_URL: servers.natsUrl,
    NATS_USER: service,
    NATS_PASSWORD: natsPassword(service, env),
    MONGODB_URI: servers.mongoUriFor(service),
    BSP_OPS_PORT: String(opsPort(portBase, service, instance)),
    ...(service === 'gateway' && { BSP_HTTP_PORT: String(httpPort + instance) }),
    ...(service === 'notification' && { SMTP_URL: servers.smtpUrl, PORTAL_URL: env['PORTAL_URL'] || `http://localhost:${httpPort}`, LETTER_SPOOL_DIR: lettersDir }),
    // One asks it whose credentials are whose, the other sends people there.
    ...(['contract-linking', 'gateway'].includes(service) && { LOGIN_SERVICE_URL: servers.loginServiceUrl }),
  };
}

/**
 * The environment of the login-service simulator.
 * @param {{ port: number, gateways: string[], dataDir: string, env: NodeJS.ProcessEnv }} options `gateways`: their base URLs
 * @returns {NodeJS.ProcessEnv}
 */
export function simulatorEnvironment({ port, gateways, dataDir, env }) {
  return {
    ...env,
    LOGIN_SIMULATOR_HOST: '127.0.0.1',
    LOGIN_SIMULATOR_PORT: String(port),
    LOGIN_SIMULATOR_PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOGIN_SIMULATOR_FILE: join(dataDir, 'login-simulator.json'),
    LOGIN_SIMULATOR_JWKS_URLS: gateways.map((url) => `${url}/.well-known/jwks.json`).join(','),
  };
}

/**
 * @typedef {object} Settings
 * @property {number} httpPort
 * @property {number} portBase
 * @property {Record<string, number>} instances per service, 1 where it is not named
 * @property {boolean} allInOne
 * @property {boolean} demo
 */

/**
 * Reads what `npm start` understands from the environment.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 */
export function settingsFrom(env) {
  return {
    httpPort: port(env, 'BSP_HTTP_PORT', 3_000),
    portBase: port(env, 'BSP_PORT_BASE', 23_000),
    instances: instancesFrom(env['BSP_INSTANCES'] ?? ''),
    allInOne: isOn(env['BSP_ALL_IN_ONE']),
    demo: isOn(env['BSP_DEMO_DATA'] || 'on') && env['NODE_ENV'] !== 'production',
  };
}

/** @param {string | undefined} value */
export function isOn(value) {
  return value !== undefined && ['1', 'true', 'on', 'yes'].includes(value.toLowerCase());
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {number} standard
 */
function port(env, name, standard) {
  const value = Number(env[name] || standard);
  if (!Number.isInteger(value) || value < 1 || value > 65_000) throw new Error(`${name} must be a port from 1 to 65000, not "${env[name]}".`);
  return value;
}

/** @param {string} text such as `identity=2,gateway=2` */
function instancesFrom(text) {
  /** @type {Record<string, number>} */
  const instances = {};
  for (const part of text.split(',').filter(Boolean)) {
    const [service = '', count] = part.trim().split('=');
    const number = Number(count);
    if (!SERVICES.includes(service)) throw new Error(`BSP_INSTANCES names "${service}"; the services are ${SERVICES.join(', ')}.`);
    if (!Number.isInteger(number) || number < 1 || number > 9) throw new Error(`BSP_INSTANCES: ${service} can run 1 to 9 times, not "${count}".`);
    instances[service] = number;
  }
  return instances;
}
