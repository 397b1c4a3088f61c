import mongoose from 'mongoose';
import { mongoPassword } from './credentials.mjs';
import { databaseOf, ensureUsers } from './servers/mongod.mjs';

/**
 * A MongoDB that runs already (`MONGODB_URI`). Where the given user may make users, every service gets its own; else all use
 * the given one, each with its own database.
 * @param {string} uri
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} report
 * @returns {Promise<{ adminUri: string, uriFor: (service: string) => string }>}
 */
export async function useExternalMongo(uri, env, report) {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
  try {
    await refuseStandalone(client);
    const separate = client.options.credentials !== undefined && (await ensureUsers(client, env).then(() => true, () => false));
    if (!separate) report('MONGODB_URI may make no users: all services use it, each with its own database');
    return { adminUri: uri, uriFor: (service) => (separate ? ownUri(uri, service, env) : withDatabase(uri, databaseOf(service))) };
  } finally {
    await client.close();
  }
}

/** @param {import('mongoose').mongo.MongoClient} client */
async function refuseStandalone(client) {
  const hello = await client.db('admin').command({ hello: 1 }).catch((error) => {
    throw new Error(`MONGODB_URI leads to no MongoDB that answers: ${error.message}`);
  });
  if (!hello['setName'] && hello['msg'] !== 'isdbgrid') throw new Error('MONGODB_URI leads to a standalone server, which has no transactions: make it a replica set (of one, if need be).');
}

/**
 * `mongodb://` with several hosts is no URL that `new URL` reads, hence the pattern.
 * @param {string} uri
 * @param {string} database
 */
function withDatabase(uri, database) {
  const [, start = '', before = '', query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)(\?.*)?$/.exec(uri) ?? [];
  const source = start.includes('@') && !query.includes('authSource=') ? `${query ? '&' : '?'}authSource=${before || 'admin'}` : '';
  return `${start}/${database}${query}${source}`;
}

/**
 * @param {string} uri
 * @param {string} service
 * @param {NodeJS.ProcessEnv} env
 */
function ownUri(uri, service, env) {
  const database = databaseOf(service);
  const credentials = `//${encodeURIComponent(service)}:${encodeURIComponent(mongoPassword(service, env))}@`;
  const other = uri.replace(/\/\/[^@/]*@/, credentials).replace(/([?&])authSource=[^&]*&?/, '$1').replace(/[?&]$/, '');
  const whole = withDatabase(other, database).replace(/[?&]authSource=[^&]*/, '');
  return `${whole}${whole.includes('?') ? '&' : '?'}authSource=${database}`;
}
