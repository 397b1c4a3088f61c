/** The five services, in the order in which the system names them. */
export const SERVICES = Object.freeze(['gateway', 'identity', 'contract-linking', 'entitlements', 'notification']);

/** Who else may speak on the bus: the CRM's stand-in, the maker of streams and durables, the operators' command line. */
export const NATS_USERS = Object.freeze([...SERVICES, 'harness', 'provisioner', 'operator', 'system']);

/** The user that owns the embedded database server. */
export const MONGO_ADMIN = 'admin';

/**
 * @param {string} user
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} `NATS_PASSWORD_<USER>`, or the development password
 */
export function natsPassword(user, env = process.env) {
  return env[`NATS_PASSWORD_${envPart(user)}`] || `dev-${user}`;
}

/**
 * @param {string} user
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} `MONGODB_PASSWORD_<USER>`, or the development password
 */
export function mongoPassword(user, env = process.env) {
  return env[`MONGODB_PASSWORD_${envPart(user)}`] || `dev-${user}`;
}

/** @param {string} user */
function envPart(user) {
  return user.toUpperCase().replaceAll('-', '_');
}
