import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */

/**
 * Installs the packages when what lies in node_modules is not what package-lock.json says.
 * Uses nothing but Node itself: this runs first on a fresh clone.
 * @param {(line: string) => void} [progress]
 */
export async function ensureInstalled(progress = console.log) {
  if (await isInstalled()) return;
  progress('installing packages (npm ci), the first time takes a minute …');
  const started = Date.now();
  // Also with NODE_ENV=production: what is built and checked here needs them.
  await npm(['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  progress(`packages are there (${Math.round((Date.now() - started) / 1000)} s)`);
}

/** npm leaves a lock file of what it installed; the two agree on every package that is not for another platform only. */
async function isInstalled() {
  const wanted = await packagesOf(join(ROOT, 'package-lock.json'));
  const present = await packagesOf(join(ROOT, 'node_modules', '.package-lock.json')).catch(() => undefined);
  if (!present) return false;
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === version : Boolean(optional || devOptional);
  });
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, LockedPackage>>}
 */
async function packagesOf(file) {
  return JSON.parse(await readFile(file, 'utf8')).packages;
}

/**
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function npm(args) {
  const own = process.env['npm_execpath'];
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...first, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`npm ${args[0]} ended with exit code ${code}`))));
  });
}
