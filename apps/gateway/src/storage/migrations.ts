import { ensureCollection, type Migration } from '#libs/persistence';
import { IP_LIMITS_COLLECTION } from './mongo-ip-limits.store.js';
import { SIGNING_KEYS } from './mongo-key-ring.store.js';

export const gatewayMigrations: Migration[] = [
  {
    name: 'gateway-0001-signing-keys-and-ip-limits',
    async up(database) {
      for (const name of [SIGNING_KEYS, IP_LIMITS_COLLECTION]) await ensureCollection(database, name);
      await database.collection(IP_LIMITS_COLLECTION).createIndex({ expire: 1 }, { expireAfterSeconds: 0 });
      await database.collection(IP_LIMITS_COLLECTION).createIndex({ key: 1 }, { unique: true });
    },
  },
];
