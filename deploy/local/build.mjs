import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { ensureInstalled } from './install.mjs';
import { ROOT } from './root.mjs';
import { writeWhole } from './write-whole.mjs';

const ROOMS = ['apps', 'libs'];
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.build.json');
const SOURCE = /\.ts$/;
const NOT_BUILT = /(^|\/)(test|node_modules)\/|[.-]spec\.ts$|\.d\.ts$|^apps\/portal\//;
const AT_ONCE = 32;

/**
 * What was built from what: source path → size and time of its last change; `settings` covers everything else.
 * @typedef {{ settings: string, files: Record<string, string> }} Stamp
 */

/**
 * Compiles what changed under apps/ and libs/ into dist/ with swc, copies what is no TypeScript, removes what lost its source, and
 * joins it into one bundle per service.
 * @returns {Promise<string[]>} the sources that were built or removed
 */
export async function build() {
  const [old, settings, files] = await Promise.all([readStamp(), fingerprintOfSettings(), sources()]);
  const known = old.settings === settings ? old.files : {};
  const changed = Object.keys(files).filter((path) => files[path] !== known[path]);
  const gone = Object.keys(old.files).filter((path) => !(path in files));
  if (changed.length === 0 && gone.length === 0) return [];
  for (const path of gone) for (const file of outputsOf(path)) await rm(file, { force: true });
  if (changed.length > 0) {
    const swc = await import('@swc/core');
    for (let from = 0; from < changed.length; from += AT_ONCE) await Promise.all(changed.slice(from, from + AT_ONCE).map((path) => write(path, swc)));
  }
  await bundle();
  await writeWhole(STAMP, JSON.stringify({ settings, files }));
  return [...changed, ...gone];
}

/**
 * @param {string} path
 * @param {typeof import('@swc/core')} swc
 */
async function write(path, swc) {
  const target = join(DIST, path);
  await mkdir(dirname(target), { recursive: true });
  if (!SOURCE.test(path)) return copyFile(join(ROOT, path), target);
  const { code, map } = await swc.transformFile(join(ROOT, path), { cwd: ROOT, sourceFileName: join(ROOT, path) }).catch((error) => {
    // Behind the place of the error follows swc's own stack.
    throw new Error(String(error?.message ?? error).split('\n\nCaused by:')[0]?.trim());
  });
  const script = target.replace(SOURCE, '.js');
  if (map) await writeWhole(`${script}.map`, map);
  await writeWhole(script, map ? `${code}//# sourceMappingURL=${script.slice(script.lastIndexOf('/') + 1)}.map\n` : code);
}

/** @param {string} path */
function outputsOf(path) {
  const target = join(DIST, path);
  return SOURCE.test(path) ? [target.replace(SOURCE, '.js'), target.replace(SOURCE, '.js.map')] : [target];
}

/** @returns {Promise<Record<string, string>>} */
async function sources() {
  const paths = (await Promise.all(ROOMS.map((room) => listed(room)))).flat().sort();
  const stamps = await Promise.all(
    paths.map(async (path) => {
      const { mtimeMs, size } = await stat(join(ROOT, path));
      return `${size}@${mtimeMs}`;
    }),
  );
  return Object.fromEntries(paths.map((path, index) => [path, stamps[index] ?? '']));
}

/** @param {string} room */
async function listed(room) {
  const entries = await readdir(join(ROOT, room), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .filter((path) => path.split('/').includes('src') && !NOT_BUILT.test(path));
}

/** @returns {Promise<Stamp>} */
async function readStamp() {
  return readFile(STAMP, 'utf8').then(JSON.parse, () => ({ settings: '', files: {} }));
}

async function fingerprintOfSettings() {
  const parts = ['.swcrc', 'package-lock.json', 'deploy/local/build.mjs', 'deploy/local/bundle.mjs'].map((path) => readFile(join(ROOT, path)));
  const hash = createHash('sha256');
  for (const part of await Promise.all(parts)) hash.update(part);
  return hash.digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await ensureInstalled();
  const started = Date.now();
  const built = await build();
  console.log(built.length > 0 ? `built ${built.length} files in ${Date.now() - started} ms` : 'nothing to build');
}
