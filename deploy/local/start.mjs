import { resolve } from 'node:path';
import { build } from './build.mjs';
import { DEMO_CUSTOMER_CENTRE, isDemoCentreKnown } from './demo-customer-centre.mjs';
import { settingsFrom } from './environment.mjs';
import { ensureInstalled } from './install.mjs';
import { watchNpm } from './npm-parent.mjs';
import { readEnvFile, ROOT } from './root.mjs';

readEnvFile();
const env = process.env;
const started = Date.now();
const report = (/** @type {string} */ line) => console.log(line);
const cancel = new AbortController();
/** @type {import('./system.mjs').System | undefined} */
let system;

// The terminal may go before this process does; its last lines are then nobody's.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(signal));
await watchNpm(() => void stop('npm ended'));

try {
  await ensureInstalled(report);
  const built = await build();
  if (built.length > 0) report(`built ${built.length} files`);
  cancel.signal.throwIfAborted();
  const { startSystem } = await import('./system.mjs');
  const dataDir = resolve(ROOT, env['BSP_DATA_DIR'] || 'var');
  system = await startSystem({ ...settingsFrom(env), dataDir, env, report, cancel: cancel.signal });
  await printTable(system, dataDir);
} catch (error) {
  if (!cancel.signal.aborted) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

/** @param {string} reason */
async function stop(reason) {
  if (cancel.signal.aborted) return;
  report(`\nstopping (${reason}) …`);
  const since = Date.now();
  cancel.abort();
  await system?.stop();
  if (system) report(`stopped in ${((Date.now() - since) / 1000).toFixed(1)} s`);
}

/**
 * @param {import('./system.mjs').System} running
 * @param {string} dataDir
 */
async function printTable({ endpoints, processes }, dataDir) {
  const { LOGIN_SIMULATOR } = await import('./servers.mjs');
  const hasDemoCentre = processes.has(LOGIN_SIMULATOR) && (await isDemoCentreKnown(endpoints.loginService));
  const rows = [
    ['API', endpoints.gateways.join(', ')],
    ['API documentation', `${endpoints.http}/api/docs`],
    ['OpenAPI', endpoints.openapi],
    ['Mailbox', endpoints.mailbox ?? `none (SMTP_URL is ${endpoints.smtp})`],
    ['Login service', endpoints.loginService],
    ['NATS', `${endpoints.nats.url} (user ${endpoints.nats.user}, password ${endpoints.nats.password})`],
    ['MongoDB', endpoints.mongo],
    ...endpoints.demo.map(({ role, username, password }) => ['Demo login', `${username} / ${password} (${role})`]),
    ...(hasDemoCentre ? [['Demo Kundencenter', `${DEMO_CUSTOMER_CENTRE.username} / ${DEMO_CUSTOMER_CENTRE.password} (Telekom login of maria.beispiel)`]] : []),
    ['Data, logs, endpoints', dataDir],
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  report(`\nReady after ${((Date.now() - started) / 1000).toFixed(1)} s, ${processes.size} processes. Ctrl-C stops everything.\n`);
  for (const [name = '', value] of rows) report(`  ${name.padEnd(width)}  ${value}`);
  report('');
}
