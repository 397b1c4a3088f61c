import { jest } from '@jest/globals';
import { type Call, newCall, newId, SystemClock } from '#libs/kernel';
import { AuditHasher, connectDatabase, type Database, migrate, MongoTransactions, type OutboxMessage, OutboxRelay, plumbingMigrations, type TransactionsOptions } from '#libs/persistence';
import { startTestMongo, type TestMongo } from '#libs/testing';

/** Under whose key the audit rows of these tests are. */
export const hasher = new AuditHasher('a secret of these tests', 'test');

export const silent = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };

/** A fresh, migrated database on the server of this test file. */
export async function freshDatabase(mongo: TestMongo): Promise<Database> {
  const database = await connectDatabase({ uri: uriOf(mongo, `t_${newId().replaceAll('-', '')}`), service: 'test', logger: silent });
  await migrate(database, [...plumbingMigrations, { name: 'things', up: (db) => db.native.createCollection('things').then(() => undefined) }]);
  return database;
}

export function uriOf(mongo: TestMongo, name: string): string {
  return mongo.adminUri.replace('/admin?', `/${name}?`);
}

export interface Thing {
  _id: string;
  count: number;
}

export const things = (database: Database) => database.collection<Thing>('things');

export function transactionsOn(database: Database, more: Partial<TransactionsOptions> = {}): MongoTransactions {
  return new MongoTransactions({ database, clock: new SystemClock(), service: 'test', hasher, ...more });
}

/** Instead of a bus: remembers what arrived, and refuses for as long as told. */
export class RecordingBus {
  readonly received: OutboxMessage[] = [];
  refusals = 0;
  down = false;
  refuses: (message: OutboxMessage) => boolean = () => false;

  async publish(message: OutboxMessage): Promise<void> {
    await Promise.resolve();
    if (this.down || this.refuses(message)) {
      this.refusals++;
      throw new Error('the bus is down');
    }
    this.received.push(message);
  }

  get ids(): string[] {
    return this.received.map(({ id }) => id);
  }
}

export function relayOn(database: Database, publisher: RecordingBus, sweepEveryMs = 50): OutboxRelay {
  return new OutboxRelay({ database, publisher, logger: silent, sweepEveryMs });
}

export const factOf = (subject: string, sequence = 1) => ({ type: 'bsp.evt.test.thing.changed.v1', subject, sequence, data: { thing: subject } });

export const deliveryTo = (subject: string) => ({ type: 'bsp.dlv.notification.activation-code', subject, data: { locale: 'de' }, secret: 'jwe.of.a.secret.code' });

export const soon = (): Call => newCall(3000);

export { startTestMongo, type TestMongo };
