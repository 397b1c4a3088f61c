import { ManualClock } from '#libs/kernel';
import { connectDatabase, type Database, migrate, type Migration, plumbingMigrations } from '#libs/persistence';
import { eventually } from '#libs/testing';
import { silent, startTestMongo, type TestMongo, uriOf } from './test-database.js';

let mongo: TestMongo;
const open: Database[] = [];

beforeAll(async () => {
  mongo = await startTestMongo();
});

afterAll(async () => {
  await Promise.all(open.map((database) => database.close()));
  await mongo.stop();
});

async function instanceOf(name: string): Promise<Database> {
  const database = await connectDatabase({ uri: uriOf(mongo, name), service: 'test', logger: silent });
  open.push(database);
  return database;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('migrations', () => {
  it('run once, in their order, although two instances start at once', async () => {
    const taken: string[] = [];
    const step = (name: string): Migration => ({ name, up: async () => void (await pause(50), taken.push(name)) });
    const steps = [...plumbingMigrations, step('b-first'), step('a-second')];
    await Promise.all([migrate(await instanceOf('two'), steps), migrate(await instanceOf('two'), steps)]);
    expect(taken).toEqual(['b-first', 'a-second']);
  });

  it('are remembered with their time, and later starts take only what is new', async () => {
    const database = await instanceOf('later');
    const clock = new ManualClock(new Date('2026-05-01T00:00:00Z'));
    const taken: string[] = [];
    const step = (name: string): Migration => ({ name, up: async () => void taken.push(name) });
    await migrate(database, [step('0001')], { clock });
    await migrate(database, [step('0001'), step('0002')], { clock });
    expect(taken).toEqual(['0001', '0002']);
    expect(await database.collection('migrations').findOne({})).toEqual({ _id: '0001', at: clock.now() });
  });

  it('that fail end the start, and are tried again by the next', async () => {
    const database = await instanceOf('failing');
    let broken = true;
    const steps: Migration[] = [{ name: '0001', up: async () => { if (broken) throw new Error('no such index'); } }];
    await expect(migrate(database, steps)).rejects.toThrow('no such index');
    broken = false;
    await migrate(database, steps);
    expect(await database.collection('migrations').countDocuments()).toBe(1);
  });

  it('are taken over from an instance that died while it held the lock', async () => {
    const database = await instanceOf('dead');
    const begin = performance.now();
    await database.collection<{ _id: string }>('locks').insertOne({ _id: 'migrations', owner: 'dead', leaseUntil: new Date(Date.now() + 400) } as never);
    await migrate(database, plumbingMigrations);
    expect(performance.now() - begin).toBeGreaterThan(300);
    await eventually(async () => expect(await database.collection('locks').countDocuments()).toBe(0));
  });

  it('bear repetition in what concerns the plumbing', async () => {
    const database = await instanceOf('again');
    for (const { up } of [...plumbingMigrations, ...plumbingMigrations]) await up(database);
    const names = (await database.native.listCollections().toArray()).map(({ name }) => name).sort();
    expect(names).toEqual(['audit', 'audit-head', 'audit-numbers', 'audit-seals', 'idempotency', 'inbox', 'outbox']);
  });
});
