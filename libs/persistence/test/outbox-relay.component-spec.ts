import { newId } from '#libs/kernel';
import { type Database, OUTBOX, type OutboxRelay, PersistenceMetrics, OutboxRelay as Relay, type OutboxRow, replayOutbox, wipeDelivered } from '#libs/persistence';
import { eventually } from '#libs/testing';
import { Registry } from 'prom-client';
import { deliveryTo, factOf, freshDatabase, RecordingBus, relayOn, silent, soon, startTestMongo, type TestMongo, transactionsOn } from './test-database.js';

let mongo: TestMongo;
let database: Database;
let bus: RecordingBus;
const started: OutboxRelay[] = [];

beforeAll(async () => {
  mongo = await startTestMongo();
});

beforeEach(async () => {
  database = await freshDatabase(mongo);
  bus = new RecordingBus();
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((relay) => relay.stop()));
  await database.close();
});

afterAll(() => mongo.stop());

const rows = () => database.collection<OutboxRow>(OUTBOX);

function start(relay = relayOn(database, bus)): OutboxRelay {
  started.push(relay);
  relay.start();
  return relay;
}

function emit(subject: string, sequence = 1, outbox?: OutboxRelay) {
  return transactionsOn(database, outbox ? { outbox } : {}).run(soon(), async (tx) => tx.emit(factOf(subject, sequence)));
}

const lapse = () => rows().updateMany({ leaseUntil: { $exists: true } }, { $set: { leaseUntil: new Date(0) } });
const unpublished = () => rows().countDocuments({ publishedAt: { $exists: false } });
const allMarked = () => eventually(async () => expect(await unpublished()).toBe(0));

describe('the outbox relay', () => {
  it('publishes a fact once, right after its commit, and keeps the row for fourteen days', async () => {
    const relay = start();
    const begin = performance.now();
    await emit('a', 1, relay);
    await eventually(() => expect(bus.received).toHaveLength(1), { every: 1 });
    expect(performance.now() - begin).toBeLessThan(4_000);
    await allMarked();
    const row = await rows().findOne({});
    expect(row).not.toHaveProperty('leaseUntil');
    expect(row!.expireAt!.getTime() - row!.publishedAt!.getTime()).toBe(14 * 24 * 3_600_000);
    await lapse();
    expect(await relay.lag()).toEqual({ waiting: 0, oldestMs: 0 });
    expect(bus.ids).toEqual([row!._id]);
  });

  it('finishes what a process that died between commit and publishing left, once its lease has lapsed', async () => {
    await emit('a');
    const other = start();
    expect((await other.lag()).waiting).toBe(1);
    await lapse();
    await eventually(() => expect(bus.received).toHaveLength(1));
    await allMarked();
  });

  it('stores many facts of one transaction in few documents, and publishes each by itself, those of one key in order', async () => {
    const relay = start();
    const facts = Array.from({ length: 600 }, (_, n) => factOf(`key ${n % 7}`, n));
    await transactionsOn(database, { outbox: relay }).run(soon(), async (tx) => tx.emitAll(facts));
    await eventually(() => expect(bus.received).toHaveLength(600));
    await allMarked();
    expect(await rows().countDocuments({})).toBe(3);
    const told = bus.received.map(({ payload }) => JSON.parse(payload) as { subject: string; sequence: string });
    for (let key = 0; key < 7; key++) {
      const sequences = told.filter(({ subject }) => subject === `key ${key}`).map(({ sequence }) => Number(sequence));
      expect(sequences).toEqual(facts.filter(({ subject }) => subject === `key ${key}`).map(({ sequence }) => sequence));
    }
    expect(new Set(bus.ids).size).toBe(600);
  });

  it('finishes bundles that a process that died left, and publishes them once more under the same ids when told to', async () => {
    await transactionsOn(database).run(soon(), async (tx) => tx.emitAll(Array.from({ length: 300 }, (_, n) => factOf(`key ${n}`, 1))));
    await lapse();
    start();
    await eventually(() => expect(bus.received).toHaveLength(300));
    await allMarked();
    await replayOutbox(database, new Date(0));
    await eventually(() => expect(bus.received).toHaveLength(600));
    expect(new Set(bus.ids).size).toBe(300);
  });

  it('leaves rows alone whose lease another process holds', async () => {
    await emit('a');
    const relay = start();
    await emit('b', 1, relay);
    await allMarkedBut(1);
    expect(bus.received.map(({ payload }) => JSON.parse(payload).subject)).toEqual(['b']);
  });

  it('heals a lease that a jumping clock has put far into the future', async () => {
    await emit('a');
    await rows().updateMany({}, { $set: { leaseUntil: new Date(Date.now() + 3_600_000) } });
    start();
    await eventually(() => expect(bus.received).toHaveLength(1));
  });

  it('shares lapsed rows among instances without publishing any of them twice', async () => {
    for (let n = 0; n < 30; n++) await emit(`s-${n}`);
    await lapse();
    start();
    start();
    await allMarked();
    expect([bus.received.length, new Set(bus.ids).size]).toEqual([30, 30]);
  });

  it('takes more than one sweep holds without a pause between them', async () => {
    await transactionsOn(database, {}).run(soon(), async (tx) => {
      for (let n = 0; n < 1_200; n++) tx.emit(factOf(`many-${n}`));
    });
    await lapse();
    start(relayOn(database, bus, 3_600_000));
    await eventually(() => expect(bus.received).toHaveLength(1_200));
    expect(new Set(bus.ids).size).toBe(1_200);
  });

  it('publishes everything after an outage of the bus, each key in its order', async () => {
    const relay = start();
    bus.down = true;
    for (let sequence = 1; sequence <= 5; sequence++) for (const key of ['a', 'b']) await emit(key, sequence, relay);
    await eventually(() => expect(bus.refusals).toBeGreaterThan(2));
    expect((await relay.lag()).waiting).toBe(10);
    bus.down = false;
    await allMarked();
    const sequences = bus.received.map(({ payload }) => JSON.parse(payload)).filter(({ subject }) => subject === 'a');
    expect(sequences.map(({ sequence }) => sequence)).toEqual(['1', '2', '3', '4', '5']);
    expect(bus.received).toHaveLength(10);
  });

  it('lets a message that the bus never takes hold back its own key only', async () => {
    bus.refuses = ({ payload }) => payload.includes('"subject":"poison"');
    const relay = start();
    await emit('poison', 1, relay);
    for (let n = 0; n < 20; n++) await emit(`good-${n}`, 1, relay);
    await allMarkedBut(1);
    expect(bus.received).toHaveLength(20);
  });

  it('gives rows back when it stops, so that another takes them at once', async () => {
    const relay = start();
    bus.down = true;
    await emit('a', 1, relay);
    await eventually(() => expect(bus.refusals).toBeGreaterThan(0));
    await relay.stop();
    bus.down = false;
    start();
    await eventually(() => expect(bus.received).toHaveLength(1), { within: 4_000 });
  });

  it('delivers with the secret, forgets it on the report, and then has nothing to deliver again', async () => {
    const relay = start();
    const cause = await transactionsOn(database, { outbox: relay }).run(soon(), async (tx) => tx.deliver(deliveryTo('acc-1')));
    await allMarked();
    expect(bus.received).toHaveLength(1);
    expect(JSON.parse(bus.received[0]!.payload)).toMatchObject({ id: cause, data: { secret: 'jwe.of.a.secret.code' } });
    await transactionsOn(database).run(soon(), (tx) => wipeDelivered(database, cause, tx));
    expect(JSON.stringify(await rows().findOne({ _id: cause }))).not.toContain('jwe.of.a.secret.code');
    await replayOutbox(database, new Date(0));
    await eventually(async () => expect(await rows().countDocuments({ leaseUntil: { $exists: true } })).toBe(0));
    expect(bus.received).toHaveLength(1);
  });

  it('publishes again what was published before, when the streams are lost', async () => {
    start(relayOn(database, bus));
    await emit('a');
    await lapse();
    await allMarked();
    expect(await replayOutbox(database, new Date(Date.now() - 60_000))).toBe(1);
    await eventually(() => expect(bus.received).toHaveLength(2));
    expect(new Set(bus.ids).size).toBe(1);
  });

  it('tells how far it is behind', async () => {
    const registry = new Registry();
    const metrics = new PersistenceMetrics(registry, 'test');
    await emit('a');
    start(new Relay({ database, publisher: bus, logger: silent, metrics, sweepEveryMs: 20 }));
    await eventually(async () => expect(await registry.metrics()).toContain('bsp_outbox_waiting{service="test"} 1'));
    await lapse();
    await eventually(async () => expect(await registry.metrics()).toMatch(/bsp_outbox_published_total\{service="test"\} 1[^]*bsp_outbox_waiting\{service="test"\} 0/));
  });

  it('finds its work by an index that holds unpublished rows only', async () => {
    const plan = await rows().find({ $or: [{ leaseUntil: { $lte: new Date() } }, { leaseUntil: { $gt: new Date() } }] }).sort({ leaseUntil: 1 }).explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain(`leaseUntil_1`);
    expect(JSON.stringify(plan)).not.toContain('COLLSCAN');
  });

  it('goes on by itself after the database was away', async () => {
    const id = newId();
    start();
    await mongo.kill();
    await mongo.restart();
    await eventually(() => emit(id));
    await eventually(lapse);
    await eventually(() => expect(bus.received).toHaveLength(1));
  });
});

async function allMarkedBut(left: number): Promise<void> {
  await eventually(async () => expect(await unpublished()).toBe(left));
}
