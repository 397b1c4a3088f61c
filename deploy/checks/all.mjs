/**
 * Everything that can be said about the sources without running them:
 *   node deploy/checks/all.mjs [types] [lint] [imports] [architecture]
 * One line per check, its findings below it when it fails, and a closing line `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NODE = process.execPath;
const bin = (/** @type {string} */ path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));

/** @type {Record<string, string[]>} each one program for Node with its arguments */
const CHECKS = {
  types: [bin('typescript/bin/tsc'), '--noEmit', '-p', '.'],
  lint: [bin('eslint/bin/eslint.js'), '--no-error-on-unmatched-pattern', 'apps/**/*.ts', 'libs/**/*.ts', 'deploy/**/*.ts', 'deploy/**/*.mjs', '*.mjs'],
  imports: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', '.dependency-cruiser.cjs', '-T', 'err-long', 'apps', 'libs', 'deploy'],
  architecture: ['deploy/checks/architecture.mjs'],
};

/** @param {string} name @param {string[]} args @returns {Promise<boolean>} */
function run(name, args) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(NODE, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(code === 0 ? `ok ${name} (${seconds} s)` : `FAILED ${name} (${seconds} s)\n${output.trim()}`);
      resolve(code === 0);
    });
  });
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in CHECKS));
if (unknown.length > 0) throw new Error(`no check named ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}`);
let [passed, failed] = [0, 0];
for (const [name, args] of Object.entries(CHECKS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (await run(name, args)) passed += 1;
  else failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
