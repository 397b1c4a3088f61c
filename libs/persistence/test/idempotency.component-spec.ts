import { type Call, newCall, newId } from '#libs/kernel';
import { type Database, OUTBOX, sessionOf } from '#libs/persistence';
import { factOf, freshDatabase, startTestMongo, type TestMongo, things, transactionsOn } from './test-database.js';

let mongo: TestMongo;
let database: Database;

beforeAll(async () => {
  mongo = await startTestMongo();
  database = await freshDatabase(mongo);
});

afterAll(async () => {
  await database.close();
  await mongo.stop();
});

const callWith = (key: string, fingerprint = 'body-1', scope = 'account-1 POST /things'): Call => newCall(5000, { idempotency: { key, scope, fingerprint } });

function make(call: Call, id: string, during: () => Promise<void> = async () => {}) {
  return transactionsOn(database).runOnce(call, async (tx) => {
    await things(database).insertOne({ _id: id, count: 1 }, { session: sessionOf(tx) });
    tx.emit(factOf(id));
    await during();
    return { id };
  });
}

describe('a call with an idempotency key', () => {
  it('gets the first answer again, with the facts of the first one, and has no second effect', async () => {
    const [key, first, second] = [newId(), newId(), newId()];
    const [one, two] = [callWith(key), callWith(key)];
    expect(await make(one, first)).toEqual({ id: first });
    expect(await make(two, second)).toEqual({ id: first });
    expect([one.facts.length, two.facts]).toEqual([1, one.facts]);
    expect(await database.collection(OUTBOX).countDocuments({ key: { $in: [first, second] } })).toBe(1);
    expect(await things(database).findOne({ _id: second })).toBeNull();
  });

  it('can be asked for its answer beforehand', async () => {
    const [key, id] = [newId(), newId()];
    const [first, second] = [callWith(key), callWith(key)];
    const transactions = transactionsOn(database);
    expect(await transactions.earlierAnswer(first)).toBeUndefined();
    await make(first, id);
    expect([await transactions.earlierAnswer(second), second.facts]).toEqual([{ id }, first.facts]);
    await expect(transactions.earlierAnswer(callWith(key, 'body-2'))).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await transactions.earlierAnswer(newCall(3000))).toBeUndefined();
  });

  it('is refused for another body', async () => {
    const key = newId();
    await make(callWith(key), newId());
    await expect(make(callWith(key, 'body-2'), newId())).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('is its own in every scope', async () => {
    const [key, id] = [newId(), newId()];
    await make(callWith(key), newId());
    expect(await make(callWith(key, 'body-1', 'account-2 POST /things'), id)).toEqual({ id });
  });

  it('is told that its twin is still running', async () => {
    const [key, first] = [newId(), newId()];
    let refused: unknown;
    await make(callWith(key), first, async () => {
      refused ??= await make(callWith(key), newId()).catch((error: unknown) => error);
    });
    expect(refused).toMatchObject({ code: 'request-in-progress' });
    expect(await make(callWith(key), newId())).toEqual({ id: first });
  });

  it('may be used again after a refusal', async () => {
    const [key, id] = [newId(), newId()];
    const failing = make(callWith(key), id, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await make(callWith(key), id)).toEqual({ id });
  });

  it('has one effect when ten come at once', async () => {
    const key = newId();
    const ids = Array.from({ length: 10 }, newId);
    const settled = await Promise.allSettled(ids.map((id) => make(callWith(key), id)));
    expect(await things(database).countDocuments({ _id: { $in: ids } })).toBe(1);
    for (const outcome of settled.filter(({ status }) => status === 'rejected')) {
      expect(outcome).toMatchObject({ reason: { code: 'request-in-progress' } });
    }
  });

  it('runs as any other without a key', async () => {
    const id = newId();
    expect(await make(newCall(3000), id)).toEqual({ id });
  });
});
