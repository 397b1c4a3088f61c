import { execFile } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The folder of downloaded programs: outside the repository, so that it outlives a clone and serves several of them.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export function cacheFolder(env = process.env) {
  if (env['BSP_CACHE_DIR']) return env['BSP_CACHE_DIR'];
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'bsp-access');
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches', 'bsp-access') : join(homedir(), '.cache', 'bsp-access');
}

/**
 * @param {string} path
 * @returns {Promise<boolean>}
 */
export async function isExecutable(path) {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/**
 * @param {string} program
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<string | undefined>} its path, if the PATH leads to it
 */
export async function onPath(program, env = process.env) {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, program);
    if (folder && (await isExecutable(candidate))) return candidate;
  }
  return undefined;
}

/**
 * Fills a new folder, tries the program beside its final place and moves it there in one step: a half finished download is never found, and of
 * two parallel ones the slower simply uses the result of the faster.
 * @param {string} name of the entry
 * @param {string} program the file that must exist in it
 * @param {(folder: string) => Promise<void>} fill
 * @returns {Promise<string>} the path of the program
 */
export async function cached(name, program, fill) {
  const folder = cacheFolder();
  const path = join(folder, name, program);
  if (await isExecutable(path)) return path;
  await mkdir(folder, { recursive: true });
  const draft = await mkdtemp(join(folder, `.${name}-`));
  try {
    await fill(draft);
    await run(join(draft, program), ['--version'], { timeout: 20_000 }).catch((error) => {
      throw new Error(`it does not run on this machine: ${error.stderr?.trim() || error.message}`);
    });
    await rename(draft, join(folder, name)).catch(async (error) => {
      if (!(await isExecutable(path))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return path;
}
