import { Clock, SystemClock } from '#libs/kernel';
import { BusClient, connectNats, JetStreamPublisher, type NatsLink } from '#libs/messaging';
import { type Logger, metrics as registry } from '#libs/observability';
import { AuditHasher, AuditSealer, connectDatabase, type Database, migrate, type Migration, MongoTransactions, OutboxRelay, PersistenceMetrics, plumbingMigrations } from '#libs/persistence';
import type { ServiceName } from '#libs/contracts';
import type { ServiceConfig } from './config.js';

/** Everything below the use cases: connected, migrated, not yet taking work. */
export interface Plumbing {
  service: ServiceName;
  config: ServiceConfig;
  logger: Logger;
  clock: Clock;
  link: NatsLink;
  database: Database;
  transactions: MongoTransactions;
  relay: OutboxRelay;
  hasher: AuditHasher;
  sealer: AuditSealer;
  bus: BusClient;
}

/** Waits for NATS and MongoDB, for as long as it takes, then brings the database up to date. */
export async function connectPlumbing(service: ServiceName, config: ServiceConfig, migrations: Migration[], logger: Logger): Promise<Plumbing> {
  const clock = new SystemClock();
  const { NATS_URL: url, NATS_USER: user, NATS_PASSWORD: password, MONGODB_URI: uri } = config;
  const [link, database] = await Promise.all([
    connectNats({ url, user, password, service, logger }),
    connectDatabase({ uri, service, logger }),
  ]);
  await migrate(database, [...plumbingMigrations, ...migrations], { clock, logger });
  const metrics = new PersistenceMetrics(registry, service);
  const relay = new OutboxRelay({ database, publisher: new JetStreamPublisher(link), logger, metrics });
  const hasher = new AuditHasher(config.AUDIT_KEY, service);
  const transactions = new MongoTransactions({ database, clock, service, hasher, outbox: relay, metrics });
  const sealer = new AuditSealer({ database, transactions, hasher, metrics });
  return { service, config, logger, clock, link, database, transactions, relay, hasher, sealer, bus: new BusClient(link, logger) };
}
