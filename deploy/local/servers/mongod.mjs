import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { MONGO_ADMIN, mongoPassword, SERVICES } from '../credentials.mjs';
import { findMongod } from './find-server.mjs';
import { startGuarded } from '../processes/guarded-process.mjs';
import { waitForPort } from './listening.mjs';

const { MongoClient } = mongoose.mongo;
const REPLICA_SET = 'bsp';
const UNAUTHORIZED = 13;

/** @typedef {import('mongoose').mongo.MongoClient} Client */
/** @typedef {import('mongoose').mongo.Db} Db */

/**
 * @typedef {object} MongoServer
 * @property {string} adminUri
 * @property {(service: string) => string} uriFor the whole URI of a service: its user, its database
 * @property {number} pid
 * @property {number} port
 * @property {Promise<number>} exited
 * @property {() => Promise<void>} stop
 * @property {(signal?: NodeJS.Signals) => void} kill
 */

/**
 * A replica set of one with access control, one user per service, each on its own database only. The data folder is made on
 * the first start and found again on every later one.
 * @param {{ dataDir: string, port: number, logFile?: string, env?: NodeJS.ProcessEnv, progress?: (line: string) => void }} options
 * @returns {Promise<MongoServer>}
 */
export async function startMongod({ dataDir, port, logFile = join(dataDir, 'mongod.log'), env = process.env, progress }) {
  const program = await findMongod(progress);
  const fresh = !existsSync(join(dataDir, 'keyfile'));
  const keyFile = join(dataDir, 'keyfile');
  const dbPath = join(dataDir, 'db');
  await mkdir(dbPath, { recursive: true });
  if (fresh) await writeFile(keyFile, randomBytes(96).toString('base64'), { mode: 0o600 });
  const server = await startGuarded(program, argumentsFor({ dbPath, port, keyFile }), { logFile });
  await waitForPort(port, { exited: server.exited, name: 'mongod', logFile });
  const adminUri = uri(MONGO_ADMIN, mongoPassword(MONGO_ADMIN, env), port, 'admin');
  await prepare(port, adminUri, env);
  return {
    ...server,
    port,
    adminUri,
    uriFor: (service) => uri(service, mongoPassword(service, env), port, databaseOf(service)),
  };
}

/**
 * @param {string} service
 * @returns {string}
 */
export function databaseOf(service) {
  return `bsp_${service.replaceAll('-', '_')}`;
}

/** @param {{ dbPath: string, port: number, keyFile: string }} options */
function argumentsFor({ dbPath, port, keyFile }) {
  return [
    ...['--dbpath', dbPath, '--port', String(port), '--bind_ip', '127.0.0.1', '--nounixsocket', '--quiet'],
    ...['--replSet', REPLICA_SET, '--auth', '--keyFile', keyFile, '--wiredTigerCacheSizeGB', '1', '--oplogSize', '256'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // What a killed service left open blocks its documents for so long, and half as long again until somebody looks. The largest save needs most of it on a busy machine.
    ...['--setParameter', 'transactionLifetimeLimitSeconds=6'],
    // The members that a stopping primary waits for do not exist in a set of one.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
  ];
}

/**
 * @param {string} user
 * @param {string} password
 * @param {number} port
 * @param {string} database
 */
function uri(user, password, port, database) {
  const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `mongodb://${credentials}@127.0.0.1:${port}/${database}?replicaSet=${REPLICA_SET}&authSource=${user === MONGO_ADMIN ? 'admin' : database}`;
}

/**
 * Makes the set and its users where they are missing. The first user of a server may be made without signing in, from the
 * same machine; that ends with the first user.
 * @param {number} port
 * @param {string} adminUri
 * @param {NodeJS.ProcessEnv} env
 */
async function prepare(port, adminUri, env) {
  const host = `127.0.0.1:${port}`;
  const admin = { createUser: MONGO_ADMIN, pwd: mongoPassword(MONGO_ADMIN, env), roles: ['root'] };
  const fresh = await withClient(`mongodb://${host}/?directConnection=true`, async (client) => {
    const db = client.db('admin');
    const config = { _id: REPLICA_SET, members: [{ _id: 0, host }] };
    const refused = await db.command({ replSetInitiate: config }).then(() => undefined, codeOf);
    if (refused === UNAUTHORIZED) return false;
    await untilPrimary(db);
    await db.command(admin);
    return true;
  });
  const direct = adminUri.replace(`replicaSet=${REPLICA_SET}`, 'directConnection=true');
  await withClient(direct, async (client) => {
    if (!fresh) await followPort(client.db('admin'), host);
    await ensureUsers(client, env, fresh);
  });
}

/**
 * The set remembers its member by address: one that starts on another port would wait for itself for ever.
 * @param {Db} db
 * @param {string} host
 */
async function followPort(db, host) {
  const { config } = await db.command({ replSetGetConfig: 1 });
  if (config.members[0].host !== host) {
    const members = [{ ...config.members[0], host }];
    await db.command({ replSetReconfig: { ...config, members, version: config.version + 1 }, force: true });
  }
  await untilPrimary(db);
}

/**
 * @param {Client} client
 * @param {NodeJS.ProcessEnv} env
 * @param {boolean} fresh nobody can be there yet
 */
export async function ensureUsers(client, env, fresh = false) {
  await Promise.all(
    SERVICES.map(async (service) => {
      const db = client.db(databaseOf(service));
      const user = { pwd: mongoPassword(service, env), roles: [{ role: 'readWrite', db: databaseOf(service) }] };
      const known = fresh ? 0 : (await db.command({ usersInfo: service }))['users'].length;
      await db.command(known ? { updateUser: service, ...user } : { createUser: service, ...user });
    }),
  );
}

/** @param {Db} db */
async function untilPrimary(db) {
  for (let tries = 0; tries < 1_000; tries++) {
    const hello = await db.command({ hello: 1 });
    if (hello['isWritablePrimary']) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('mongod does not become the primary of its replica set');
}

/**
 * @template T
 * @param {string} address
 * @param {(client: Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withClient(address, work) {
  const client = new MongoClient(address, { serverSelectionTimeoutMS: 10_000 });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof mongoose.mongo.MongoServerError ? error.code : 0;
}
