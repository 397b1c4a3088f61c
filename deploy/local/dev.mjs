import { watch } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { settingsFrom } from './environment.mjs';
import { ensureInstalled } from './install.mjs';
import { watchNpm } from './npm-parent.mjs';
import { readEnvFile, ROOT } from './root.mjs';

readEnvFile();
const SETTLE_MS = 150;
const report = (/** @type {string} */ line) => console.log(`${new Date().toLocaleTimeString()} ${line}`);
const end = new AbortController();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end.abort());
await watchNpm(() => end.abort());
await ensureInstalled(report);
await build();
const [{ startSystem }, { LOGIN_SIMULATOR }] = [await import('./system.mjs'), await import('./servers.mjs')];
const dataDir = resolve(ROOT, process.env['BSP_DATA_DIR'] || 'var');
const system = await startSystem({ ...settingsFrom(process.env), dataDir, env: process.env, report, cancel: end.signal });
report(`ready: ${system.endpoints.http}/api/docs; every saved file is built and its service started again`);

/** @type {NodeJS.Timeout | undefined} */
let pending;
let busy = Promise.resolve();
const watchers = ['apps', 'libs'].map((room) =>
  watch(join(ROOT, room), { recursive: true }, () => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      busy = busy.then(reload);
    }, SETTLE_MS);
  }),
);
end.signal.addEventListener('abort', () => {
  for (const watcher of watchers) watcher.close();
  clearTimeout(pending);
  report('stopping …');
});

/** Builds what was saved and starts again what uses it: one service, or all of them when a library has changed. */
async function reload() {
  if (end.signal.aborted) return;
  try {
    const changed = await build();
    const touched = [...system.processes.values()].filter(({ name }) => isService(name) && changed.some((path) => concerns(path, name)));
    if (touched.length === 0) return;
    await Promise.all(touched.map((part) => part.restart()));
    report(`started again: ${touched.map(({ name }) => name).join(', ')}`);
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} name */
function isService(name) {
  return !['mongod', 'nats', 'mailbox'].includes(name);
}

/**
 * @param {string} path
 * @param {string} name such as `identity-0`
 */
function concerns(path, name) {
  // It uses no library.
  if (name === LOGIN_SIMULATOR) return path.startsWith(`apps/${LOGIN_SIMULATOR}/`);
  return path.startsWith('libs/') || name === 'all-in-one' || path.startsWith(`apps/${name.replace(/-\d+$/, '')}/`);
}
