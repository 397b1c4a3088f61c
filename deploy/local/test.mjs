import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { watchNpm } from './npm-parent.mjs';
import { ROOT } from './root.mjs';

/**
 * `npm test`: types, lint, import and architecture rules, then every test; `npm test -- <pattern>` runs the test files whose path
 * matches. `--unit`: tests without I/O only. `--proof`: load, faults and figures. Ends with a line `N passed, N failed`.
 */
const CHECKS = ['types', 'lint', 'imports', 'architecture'];
/** Jest project → how many test files at the same time. Component tests start servers, e2e tests the whole system and mostly wait for it. */
const WORKERS = { unit: 2, component: 2, e2e: 2, proof: 1 };

/** Jest's lines about its own options, and a check's closing line, which is not the last one here. */
const NOISE = /^(\d+ passed, \d+ failed$|Running one project|Test results written to|Force exiting Jest|No tests found, exiting with code 0)/;

/** @typedef {{ passed: number, failed: number }} Count */

const args = process.argv.slice(2);
const patterns = args.filter((arg) => !['--unit', '--proof'].includes(arg));
const projects = args.includes('--proof') ? ['proof'] : args.includes('--unit') ? ['unit'] : ['unit', 'component', 'e2e'];
const checks = projects.length > 1 && patterns.length === 0 ? CHECKS : [];
/** @type {import('node:child_process').ChildProcess | undefined} */
let current;
let interrupted = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
await watchNpm(interrupt);
await ensureInstalled();
await build();

/** @type {Count} */
const total = { passed: 0, failed: 0 };
for (const check of checks) add(await checked(check));
for (const project of projects) add(await tested(/** @type {keyof typeof WORKERS} */ (project)));
if (interrupted) total.failed++;
if (total.passed + total.failed === 0) console.error(`no test matches ${patterns.join(' ')}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** @param {Count} count */
function add({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}

function interrupt() {
  interrupted = true;
  current?.kill('SIGTERM');
}

/**
 * @param {string} name
 * @returns {Promise<Count>}
 */
async function checked(name) {
  if (interrupted) return { passed: 0, failed: 0 };
  const code = await node(['deploy/checks/all.mjs', name]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {keyof typeof WORKERS} project
 * @returns {Promise<Count>}
 */
async function tested(project) {
  if (interrupted) return { passed: 0, failed: 0 };
  console.log(`\n${project} tests`);
  const folder = await mkdtemp(join(tmpdir(), 'bsp-results-'));
  const file = join(folder, 'results.json');
  const options = ['--selectProjects', project, '--maxWorkers', String(WORKERS[project]), '--passWithNoTests', '--forceExit', ...(project === 'proof' ? [] : ['--silent'])];
  try {
    await node(['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js', ...options, '--json', '--outputFile', file, ...patterns]);
    const results = JSON.parse(await readFile(file, 'utf8'));
    return { passed: results.numPassedTests, failed: results.numFailedTests + results.numRuntimeErrorTestSuites };
  } catch {
    // Jest itself ended without results.
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs a script and shows what it says; of Jest only its reports.
 * @param {string[]} script
 * @returns {Promise<number>} its exit code
 */
function node(script) {
  const isJest = script.includes('--json');
  const child = spawn(process.execPath, script, { cwd: ROOT, stdio: ['ignore', isJest ? 'ignore' : 'pipe', 'pipe'] });
  current = child;
  for (const input of [child.stdout, child.stderr]) {
    if (input) createInterface({ input }).on('line', (line) => NOISE.test(line) || console.error(line));
  }
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
