import { DomainError, newCall, newId } from '#libs/kernel';
import { AUDIT, connectDatabase, type Database, OUTBOX, sessionOf } from '#libs/persistence';
import { LossyProxy } from './lossy-proxy.js';
import { deliveryTo, factOf, freshDatabase, silent, soon, startTestMongo, type TestMongo, things, transactionsOn } from './test-database.js';

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

const count = async (_id: string): Promise<number | undefined> => (await things(database).findOne({ _id }))?.count;
const rowsAbout = (key: string) => database.collection(OUTBOX).find({ key }).sort({ _id: 1 }).toArray();

describe('a transaction', () => {
  it('stores the change, its facts, deliveries and audit rows together, and tells the call its facts', async () => {
    const [id, call] = [newId(), soon()];
    const cause = await transactionsOn(database).run(call, async (tx) => {
      await things(database).insertOne({ _id: id, count: 1 }, { session: sessionOf(tx) });
      tx.emit(factOf(id, 1));
      tx.audit({ action: 'thing.made', actor: { kind: 'SELF', accountId: id }, accountId: id });
      return tx.deliver(deliveryTo(id));
    });
    expect(await count(id)).toBe(1);
    const rows = await rowsAbout(id);
    expect(rows.map(({ kind }) => kind)).toEqual(['fact', 'delivery']);
    expect(rows[1]).toMatchObject({ _id: cause, secret: 'jwe.of.a.secret.code', subject: 'bsp.dlv.notification.activation-code' });
    expect(call.facts).toEqual([{ ...factOf(id, 1), id: rows[0]!._id, source: 'bsp/test', time: expect.any(String) }]);
    expect(await database.collection(AUDIT).findOne({ accountId: id })).toMatchObject({ action: 'thing.made', correlationId: call.correlationId, at: expect.any(Date) });
  });

  it('leaves nothing behind when the work refuses', async () => {
    const [id, call] = [newId(), soon()];
    const refused = transactionsOn(database).run(call, async (tx) => {
      await things(database).insertOne({ _id: id, count: 1 }, { session: sessionOf(tx) });
      tx.emit(factOf(id));
      throw new DomainError('code-used');
    });
    await expect(refused).rejects.toMatchObject({ code: 'code-used' });
    expect(await count(id)).toBeUndefined();
    expect([await rowsAbout(id), call.facts]).toEqual([[], []]);
  });

  it('remembers many messages at once, each in one transaction only', async () => {
    const [transactions, ids] = [transactionsOn(database), Array.from({ length: 6 }, () => newId())];
    const claim = (...some: string[]) => transactions.run(soon(), async (tx) => [...(await tx.claimAll(some))]);
    expect([await claim(ids[0]!), await claim(ids[0]!), await claim()]).toEqual([[ids[0]], [], []]);
    expect(await claim(ids[0]!, ids[1]!, ids[1]!, ids[2]!)).toEqual([ids[1], ids[2]]);
    const both = await Promise.all([claim(...ids.slice(2)), claim(...ids.slice(2).reverse())]);
    expect(both.flat().sort()).toEqual(ids.slice(3).sort());
    const refused = transactions.run(soon(), async (tx) => {
      await tx.claimAll([ids[0]!, 'given back', 'given back too']);
      throw new DomainError('code-used');
    });
    await expect(refused).rejects.toMatchObject({ code: 'code-used' });
    expect(await claim('given back', 'given back too')).toHaveLength(2);
  });

  it('writes facts of many calls, each with the trace of its own', async () => {
    const [id, cause] = [newId(), soon()];
    await transactionsOn(database).run(soon(), async (tx) => {
      tx.emit(factOf(id, 1), cause);
      tx.emit(factOf(id, 2));
    });
    const [ofCause, ofCall] = await rowsAbout(id);
    expect(ofCause).toMatchObject({ headers: { 'bsp-correlation-id': cause.correlationId, traceparent: cause.traceparent } });
    expect(JSON.parse(ofCause!['payload'] as string)).toMatchObject({ traceparent: cause.traceparent });
    expect(ofCall!['headers']).not.toMatchObject({ traceparent: cause.traceparent });
  });

  it('hands the newest fact of a type about a subject to the call again, and publishes nothing', async () => {
    const [id, other] = [newId(), newId()];
    const transactions = transactionsOn(database);
    const written = soon();
    await transactions.run(soon(), async (tx) => tx.emit(factOf(id, 1)));
    await transactions.run(written, async (tx) => tx.emit(factOf(id, 2)));
    await transactions.run(soon(), async (tx) => void tx.deliver(deliveryTo(id)));
    await transactions.run(soon(), async (tx) => tx.emit(factOf(other, 3)));
    const [before, call] = [await rowsAbout(id), soon()];
    await transactions.run(call, async (tx) => {
      await tx.recall(factOf(id).type, id);
      await tx.recall('bsp.evt.test.never', id);
      await tx.recall(factOf(id).type, newId());
    });
    expect(call.facts).toEqual(written.facts);
    expect(await rowsAbout(id)).toEqual(before);
  });

  it('runs its work again after a conflict, so that rivals lose no update', async () => {
    const id = newId();
    await things(database).insertOne({ _id: id, count: 0 });
    const transactions = transactionsOn(database);
    const increment = () =>
      transactions.run(newCall(10_000), async (tx) => {
        const session = sessionOf(tx);
        const thing = await things(database).findOne({ _id: id }, { session });
        await things(database).updateOne({ _id: id }, { $set: { count: thing!.count + 1 } }, { session });
        tx.emit(factOf(id, thing!.count + 1));
      });
    await Promise.all(Array.from({ length: 10 }, increment));
    expect(await count(id)).toBe(10);
    expect((await rowsAbout(id)).map(({ payload }) => JSON.parse(payload).sequence).sort()).toEqual(['1', '10', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  it('is not begun for a call whose deadline has passed', async () => {
    let begun = false;
    const late = transactionsOn(database).run(newCall(-1), async () => {
      begun = true;
    });
    await expect(late).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(begun).toBe(false);
  });

  it('claims an incoming message once, however many deliver it', async () => {
    const [id, message] = [newId(), newId()];
    await things(database).insertOne({ _id: id, count: 0 });
    const transactions = transactionsOn(database);
    const handle = () =>
      transactions.run(newCall(10_000), async (tx) => {
        if (!(await tx.claim(message))) return false;
        await things(database).updateOne({ _id: id }, { $inc: { count: 1 } }, { session: sessionOf(tx) });
        return true;
      });
    const claims = await Promise.all([handle(), handle(), handle()]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect([await handle(), await count(id)]).toEqual([false, 1]);
  });

  it('refuses a session from anything else', () => {
    expect(() => sessionOf({} as never)).toThrow('MongoTransactions');
  });
});

describe('over a connection that breaks', () => {
  let proxy: LossyProxy;
  let shaky: Database;

  beforeEach(async () => {
    proxy = await LossyProxy.start(mongo.port);
    const uri = mongo.adminUri.replace(`:${mongo.port}/admin?replicaSet=bsp`, `:${proxy.port}/${database.connection.name}?directConnection=true`);
    shaky = await connectDatabase({ uri, service: 'test', logger: silent });
  });

  afterEach(async () => {
    await shaky.close();
    await proxy.stop();
  });

  const insert = (id: string, call = soon()) =>
    transactionsOn(shaky).run(call, async (tx) => {
      await things(shaky).insertOne({ _id: id, count: 1 }, { session: sessionOf(tx) });
      tx.emit(factOf(id));
      return 'done';
    });

  it('a transaction that was cut off before its commit runs again', async () => {
    const id = newId();
    proxy.cut('insert', 'lose-request', 2);
    expect(await insert(id, newCall(8_000))).toBe('done');
    expect([proxy.cuts, await count(id), (await rowsAbout(id)).length]).toEqual([2, 1, 1]);
  });

  it('a commit whose answer is lost is asked for again, and its work is done once', async () => {
    const id = newId();
    const call = newCall(8000);
    // The driver asks twice by itself.
    proxy.cut('commitTransaction', 'lose-answer', 3);
    expect(await insert(id, call)).toBe('done');
    expect([proxy.cuts, await count(id), (await rowsAbout(id)).length, call.facts.length]).toEqual([3, 1, 1, 1]);
  });

  it('a commit that stays unknown is told as unavailable by the deadline, and is not done twice', async () => {
    const id = newId();
    const begin = performance.now();
    proxy.cut('commitTransaction', 'lose-answer');
    await expect(insert(id, newCall(1500))).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(performance.now() - begin).toBeLessThan(5000);
    expect([await count(id), (await rowsAbout(id)).length]).toEqual([1, 1]);
  });

  it('the retries end with the deadline', async () => {
    const id = newId();
    const begin = performance.now();
    proxy.cut('insert', 'lose-request');
    await expect(insert(id, newCall(1000))).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(performance.now() - begin).toBeLessThan(4000);
    expect(await count(id)).toBeUndefined();
  });
});
