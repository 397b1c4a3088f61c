import { SERVICES } from './credentials.mjs';
import { scriptOf } from './processes/node-process.mjs';

/**
 * All five services in one process, for demonstrations and small installations. The bus between them stays the real one.
 * `BSP_SERVICE_ENVIRONMENTS` holds the environment of each as JSON, as the launcher would give it to a process of its own.
 */
/** @type {Record<string, NodeJS.ProcessEnv>} */
const environments = JSON.parse(process.env['BSP_SERVICE_ENVIRONMENTS'] ?? '{}');

/** @typedef {{ stop: (reason?: string) => Promise<void> }} RunningService */
/** @type {Map<string, RunningService>} */
const running = new Map();

/** @param {string} reason */
async function stop(reason) {
  // One service that hangs does not keep the others for ever.
  setTimeout(() => process.exit(1), 15_000).unref();
  await running.get('gateway')?.stop(reason);
  await Promise.all([...running.values()].map((service) => service.stop(reason)));
  // What libraries left open holds up nothing.
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void stop(signal));
process.on('disconnect', () => void stop('parent gone'));

await Promise.all(
  SERVICES.map(async (service) => {
    const { start } = await import(scriptOf(`dist/bundles/${service}.js`));
    running.set(service, await start(environments[service]));
  }),
);
process.send?.({ type: 'ready' });
