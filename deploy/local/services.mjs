import { SERVICES } from './credentials.mjs';
import { serviceEnvironment } from './environment.mjs';
import { scriptOf, startNodeProcess } from './processes/node-process.mjs';
import { Supervised } from './processes/supervised.mjs';

/** The name of the one process that runs all services. */
export const ALL_IN_ONE = 'all-in-one';

/** @typedef {Parameters<typeof serviceEnvironment>[2]} Context */

/**
 * Every instance of every service, a process each: `identity-0`, `gateway-0`, …
 * @param {Record<string, number>} instances
 * @param {Context} context
 * @param {(name: string) => string} logOf
 * @param {(line: string) => void} report
 */
export function apart(instances, context, logOf, report) {
  return SERVICES.flatMap((service) =>
    Array.from({ length: instances[service] ?? 1 }, (_, index) => {
      const name = `${service}-${index}`;
      const [script, env] = [scriptOf(`dist/bundles/${service}.js`), serviceEnvironment(service, index, context)];
      return new Supervised(name, (end) => startNodeProcess({ name, script, env, logFile: logOf(name), end }), report);
    }),
  );
}

/**
 * @param {Context} context
 * @param {(name: string) => string} logOf
 * @param {(line: string) => void} report
 */
export function together(context, logOf, report) {
  const environments = Object.fromEntries(SERVICES.map((service) => [service, serviceEnvironment(service, 0, context)]));
  const env = { ...context.env, BSP_SERVICE_ENVIRONMENTS: JSON.stringify(environments) };
  const begin = (/** @type {AbortSignal} */ end) => startNodeProcess({ name: ALL_IN_ONE, script: scriptOf('deploy/local/all-in-one.mjs'), env, logFile: logOf(ALL_IN_ONE), end });
  return new Supervised(ALL_IN_ONE, begin, report);
}
