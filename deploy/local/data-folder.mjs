import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * One system per data folder: whoever starts writes its process id there.
 * @param {string} dataDir
 * @returns {Promise<{ abandoned: boolean, leave: () => Promise<void> }>} abandoned: an earlier launcher was killed, and its servers may still be on their way out
 */
export async function occupy(dataDir) {
  const file = join(dataDir, 'launcher.pid');
  const earlier = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (earlier && earlier !== process.pid && (await isLauncher(earlier))) {
    throw new Error(`A system runs already in ${dataDir} (process ${earlier}): stop it first, or choose another folder with BSP_DATA_DIR.`);
  }
  await writeFile(file, String(process.pid));
  return { abandoned: earlier !== 0, leave: () => rm(file, { force: true }) };
}

/**
 * Alive, and not a program that happens to have got the same number since; where /proc does not tell, being alive must do.
 * @param {number} pid
 */
async function isLauncher(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'node');
  return command.includes('node');
}
