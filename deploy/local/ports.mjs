import { setTimeout as pause } from 'node:timers/promises';
import { SERVICES } from './credentials.mjs';
import { isPortFree } from './servers/listening.mjs';

/** Distance of a service's operations port from the port base; instance i adds i. */
const OPS = { gateway: 10, identity: 20, 'contract-linking': 30, entitlements: 40, notification: 50 };
const WAIT_FOR_EARLIER_MS = 10_000;

/**
 * The ports of the embedded parts, in the fixed order that the README lists.
 * @param {number} base
 */
export function serverPorts(base) {
  return { mongod: base, nats: base + 1, smtp: base + 2, mailbox: base + 3, loginService: base + 4 };
}

/**
 * @param {number} base
 * @param {string} service
 * @param {number} instance
 * @returns {number}
 */
export function opsPort(base, service, instance) {
  return base + OPS[/** @type {keyof typeof OPS} */ (service)] + instance;
}

/**
 * @param {{ httpPort: number, portBase: number, instances: Record<string, number>, embedded: { mongo: boolean, nats: boolean, mailbox: boolean, loginService: boolean } }} options
 * @returns {{ port: number, of: string, variable: string }[]} every port the system listens on
 */
export function portsOf({ httpPort, portBase, instances, embedded }) {
  const servers = serverPorts(portBase);
  const own = [
    ...(embedded.mongo ? [{ port: servers.mongod, of: 'MongoDB' }] : []),
    ...(embedded.nats ? [{ port: servers.nats, of: 'NATS' }] : []),
    ...(embedded.mailbox ? [{ port: servers.smtp, of: 'the mailbox (SMTP)' }, { port: servers.mailbox, of: 'the mailbox (web)' }] : []),
    ...(embedded.loginService ? [{ port: servers.loginService, of: 'the login-service simulator' }] : []),
    ...SERVICES.flatMap((service) =>
      Array.from({ length: instances[service] ?? 1 }, (_, index) => ({ port: opsPort(portBase, service, index), of: `health and metrics of ${service}` })),
    ),
  ];
  const gateways = Array.from({ length: instances['gateway'] ?? 1 }, (_, index) => ({ port: httpPort + index, of: 'the gateway', variable: 'BSP_HTTP_PORT' }));
  return [...gateways, ...own.map((entry) => ({ ...entry, variable: 'BSP_PORT_BASE' }))];
}

/**
 * @param {ReturnType<typeof portsOf>} ports
 * @param {{ earlier: boolean, report: (line: string) => void }} options earlier: a system that was killed may still be on its way out
 */
export async function refuseTakenPorts(ports, { earlier, report }) {
  const deadline = Date.now() + (earlier ? WAIT_FOR_EARLIER_MS : 0);
  for (const { port, of, variable } of ports) {
    let told = false;
    while (!(await isPortFree(port))) {
      if (Date.now() >= deadline) throw new PortTaken(port, of, variable);
      if (!told) report(`waiting for an earlier system to leave port ${port} …`);
      told = true;
      await pause(200);
    }
  }
}

/** One line that says which port, for what, and what to do. */
export class PortTaken extends Error {
  /**
   * @param {number} port
   * @param {string} of
   * @param {string} variable
   */
  constructor(port, of, variable) {
    super(`Port ${port} (${of}) is taken by another program: end that program, or choose other ports with ${variable}.`);
    this.name = 'PortTaken';
  }
}
