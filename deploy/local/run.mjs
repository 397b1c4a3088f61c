import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from './build.mjs';
import { natsPassword } from './credentials.mjs';
import { ensureInstalled } from './install.mjs';
import { readEnvFile, ROOT } from './root.mjs';

/**
 * Runs a program of this repository that is no service: `run.mjs cli|harness [argument …]` against the system that runs in
 * BSP_DATA_DIR, or `run.mjs docs`, which writes the documents that are made from the code.
 */
readEnvFile();
const [app = '', ...args] = process.argv.slice(2);
const toStandardError = (/** @type {string} */ line) => console.error(line);

try {
  await ensureInstalled(toStandardError);
  await build();
  const scripts = app === 'docs' ? await writers() : [app === 'cli' ? 'dist/bundles/cli.js' : join('dist', 'apps', app, 'src', 'main.js')];
  for (const script of scripts) process.exitCode = (await run(script)) || process.exitCode || 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

/** Every `write-….ts` of an app or a library writes one document. */
async function writers() {
  const files = await readdir(join(ROOT, 'dist'), { recursive: true });
  return files.filter((file) => /\/src\/write-[a-z-]+\.js$/.test(file)).map((file) => join('dist', file));
}

/**
 * @param {string} script
 * @returns {Promise<number>} its exit code
 */
function run(script) {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, stdio: 'inherit', env: { ...addresses(), ...given() } });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  return new Promise((done) => child.once('exit', (code) => done(code ?? 1)));
}

/** What the caller has set; an empty variable counts as absent. */
function given() {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
}

/** Where the command line finds the running system; what the caller has set comes first. The harness reads `endpoints.json` itself. */
function addresses() {
  if (app !== 'cli') return {};
  const dataDir = resolve(ROOT, process.env['BSP_DATA_DIR'] || 'var');
  const file = join(dataDir, 'endpoints.json');
  if (!existsSync(file)) return {};
  /** @type {import('./system.mjs').Endpoints} */
  const endpoints = JSON.parse(readFileSync(file, 'utf8'));
  return {
    NATS_URL: endpoints.nats.url,
    NATS_PASSWORD: natsPassword('operator'),
    NATS_PASSWORD_PROVISIONER: natsPassword('provisioner'),
  };
}
