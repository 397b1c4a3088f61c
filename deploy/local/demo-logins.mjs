import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { scriptOf } from './processes/node-process.mjs';

const run = promisify(execFile);

/** @typedef {{ role: string, username: string, password: string }} DemoLogin */

/**
 * The harness makes them once, as a customer would; the data folder remembers them.
 * @param {string} dataDir
 * @param {import('./system.mjs').Endpoints} endpoints
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} report
 * @returns {Promise<DemoLogin[]>}
 */
export async function demoLogins(dataDir, endpoints, env, report) {
  const remembered = join(dataDir, 'demo.json');
  if (existsSync(remembered)) return JSON.parse(await readFile(remembered, 'utf8'));
  if (!endpoints.mailbox) {
    report('no demo data: they are made through the mailbox, and SMTP_URL is set');
    return [];
  }
  report('making the demo data …');
  const folder = join(dataDir, 'seed');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'endpoints.json'), JSON.stringify(endpoints), { mode: 0o600 });
  try {
    const { stdout } = await run(process.execPath, [scriptOf('dist/apps/harness/src/main.js'), 'demo'], { env: { ...env, BSP_DATA_DIR: folder }, timeout: 120_000 });
    const logins = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
    await writeFile(remembered, JSON.stringify(logins), { mode: 0o600 });
    return logins;
  } catch (error) {
    report(`the demo data could not be made: ${/** @type {{ stderr?: string, message: string }} */ (error).stderr || error}`);
    return [];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
