import type { Umzug } from 'umzug';
import { type Clock, SystemClock } from '#libs/kernel';
import type { Database, PlumbingLogger } from './database.js';
import { MigrationLock } from './migration-lock.js';

/** One step of a database's shape. It may be cut off and run again, so each statement must bear repetition. */
export interface Migration {
  /** Never changes once released: it is how the database knows that the step was taken. */
  name: string;
  up(database: Database): Promise<void>;
}

interface MigrationRow {
  _id: string;
  at: Date;
}

export interface MigrateOptions {
  clock?: Clock;
  logger?: Pick<PlumbingLogger, 'info'>;
}

/** Takes the steps that are missing, in the given order, while other starting instances wait. */
export async function migrate(database: Database, migrations: Migration[], options: MigrateOptions = {}): Promise<void> {
  if (await isComplete(database, migrations)) return;
  const lock = new MigrationLock(database);
  await lock.acquire();
  try {
    const runner = await umzug(database, migrations, options.clock ?? new SystemClock(), lock);
    const taken = await runner.up();
    for (const { name } of taken) options.logger?.info({ migration: name }, 'migrated');
  } finally {
    await lock.release();
  }
}

async function isComplete(database: Database, migrations: Migration[]): Promise<boolean> {
  const taken = new Set(await executed(database));
  return migrations.every(({ name }) => taken.has(name));
}

async function executed(database: Database): Promise<string[]> {
  const rows = await database.collection<MigrationRow>('migrations').find().sort({ _id: 1 }).toArray();
  return rows.map((row) => row._id);
}

async function umzug(database: Database, migrations: Migration[], clock: Clock, lock: MigrationLock): Promise<Umzug> {
  // It is large, and most starts find nothing to do.
  const { Umzug } = await import('umzug');
  const rows = database.collection<MigrationRow>('migrations');
  return new Umzug({
    logger: undefined,
    migrations: migrations.map(({ name, up }) => ({
      name,
      up: async (): Promise<void> => {
        lock.assertHeld();
        await up(database);
      },
    })),
    storage: {
      executed: () => executed(database),
      logMigration: async ({ name }) => {
        await rows.updateOne({ _id: name }, { $set: { at: clock.now() } }, { upsert: true });
      },
      unlogMigration: async ({ name }) => {
        await rows.deleteOne({ _id: name });
      },
    },
  });
}
