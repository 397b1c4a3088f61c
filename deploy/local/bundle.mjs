import { readdir, readFile, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { SERVICES } from './credentials.mjs';
import { ROOT } from './root.mjs';
import { writeWhole } from './write-whole.mjs';

const ENTRIES = [...SERVICES, 'login-simulator', 'cli'];
/** What several entries need, under names that change with the content. */
const SHARED = join(ROOT, 'dist', 'bundles', 'shared');
/** Packages that load native code or files beside them, that must come first, or that are seldom needed and CommonJS. */
const NOT_BUNDLED = ['@node-rs/argon2', 'pdfkit', 'fontkit', 'reflect-metadata', 'umzug'];
/** Decorators need `Reflect.metadata` before anything else runs; CommonJS packages expect the rest around them. */
const PRELUDE = "import 'reflect-metadata'; import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url), __dirname = import.meta.dirname, __filename = import.meta.filename;";

/**
 * Joins what was compiled and the packages it uses into `dist/bundles/<service>.js`: a service consists of two thousand modules, and
 * to find and read them takes more than half of its start.
 */
export async function bundle() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(ENTRIES.map((name) => [name, `dist/apps/${name}/src/main.js`])),
    outdir: 'dist/bundles',
    write: false,
    chunkNames: 'shared/[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    // Nest finds providers by the names of their classes in its errors, mongoose models by theirs.
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: PRELUDE },
    logLevel: 'error',
    plugins: [absentPackagesStayOutside],
  });
  // An entry that is there finds what it shares.
  for (const { path, contents } of outputFiles.sort((a, b) => Number(b.path.startsWith(SHARED)) - Number(a.path.startsWith(SHARED)))) await writeWhole(path, contents);
  const current = new Set(outputFiles.map(({ path }) => path));
  // Not the drafts of somebody who builds at the same time.
  const files = (await readdir(SHARED)).filter((name) => /\.js(\.map)?$/.test(name)).map((name) => join(SHARED, name));
  for (const file of files) if (!current.has(file)) await rm(file, { force: true });
}

/** Nest and others try optional packages at run time and go on without them. @type {import('esbuild').Plugin} */
const absentPackagesStayOutside = {
  name: 'absent packages stay outside',
  async setup({ onResolve }) {
    const { packages } = JSON.parse(await readFile(join(ROOT, 'node_modules', '.package-lock.json'), 'utf8'));
    const present = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
    onResolve({ filter: /^[^./#]/ }, ({ path }) => {
      const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
      return isBuiltin(path) || (present.has(name) && !NOT_BUNDLED.includes(name)) ? undefined : { path, external: true };
    });
  },
};
