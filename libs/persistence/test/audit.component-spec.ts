import { newCall, newId, type Transaction } from '#libs/kernel';
import {
  AUDIT, AUDIT_HEAD, AUDIT_SEALS, AUDIT_UNNUMBERED, AuditLog, AuditSealer, type AuditSeal, connectDatabase, type Database, migrate, plumbingMigrations, type StoredAuditRow,
} from '#libs/persistence';
import { LossyProxy } from './lossy-proxy.js';
import { freshDatabase, hasher, silent, soon, startTestMongo, type TestMongo, transactionsOn, uriOf } from './test-database.js';

let mongo: TestMongo;
let database: Database;

beforeAll(async () => {
  mongo = await startTestMongo();
});
beforeEach(async () => {
  database = await freshDatabase(mongo);
});
afterEach(() => database.close());
afterAll(() => mongo.stop());

const rows = (of = database) => of.collection<StoredAuditRow>(AUDIT);
const seals = () => database.collection<AuditSeal>(AUDIT_SEALS);
const head = () => database.collection<{ _id: string; position: number; seal: string }>(AUDIT_HEAD).findOne({});
const sealerOn = (on = database, batch = 500) => new AuditSealer({ database: on, transactions: transactionsOn(on), hasher, batch });
const note = (tx: Transaction, accountId?: string, details: Record<string, unknown> = {}): void => tx.audit({ action: 'thing.done', actor: { kind: 'SYSTEM' }, ...(accountId && { accountId }), details });
const audited = (accountIds: (string | undefined)[], ms = 3_000) => transactionsOn(database).run(newCall(ms), async (tx) => accountIds.forEach((accountId) => note(tx, accountId)));
const numbersOf = async (series: string) => (await rows().find({ series }).sort({ number: 1 }).toArray()).map(({ number }) => number);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('audit rows', () => {
  it('are numbered per account from 1, without a gap, also by 50 transactions at a time', async () => {
    const account = newId();
    await Promise.all(Array.from({ length: 50 }, () => audited([account], 25_000)));
    expect(await numbersOf(account)).toEqual(upTo(50));
  });

  it('are numbered when one transaction concerns several accounts, and none', async () => {
    const [a, b] = [newId(), newId()];
    await Promise.all([audited([a, b, undefined, a], 10_000), audited([b, a], 10_000)]);
    expect([await numbersOf(a), await numbersOf(b), await numbersOf('-')]).toEqual([upTo(3), upTo(2), upTo(1)]);
  });

  it('are numbered by what they are about where that is no account', async () => {
    const [account, about] = [newId(), `customer ${newId()}`];
    await transactionsOn(database).run(soon(), async (tx) => {
      for (const row of [{ about }, { accountId: account, about }, { about }]) tx.audit({ action: 'thing.done', actor: { kind: 'SYSTEM' }, ...row });
    });
    expect([await numbersOf(about), await numbersOf(account), await numbersOf('-')]).toEqual([upTo(2), [1], []]);
    const row = await rows().findOne({ series: about });
    expect([row!.about, row!.hash]).toEqual([about, hasher.row(row!)]);
    expect(hasher.row({ ...row!, about: 'customer' })).not.toBe(row!.hash);
  });

  it('give their number back when the transaction does not come about', async () => {
    const account = newId();
    const refused = transactionsOn(database).run(soon(), async (tx) => {
      note(tx, account);
      // Numbered it is at the end of the work, before this second row turns out to be impossible.
      note(tx, account, { tooLarge: 1n << 70n });
    });
    await expect(refused).rejects.toThrow();
    await audited([account]);
    expect(await numbersOf(account)).toEqual([1]);
  });

  it('cannot share a number', async () => {
    const account = newId();
    await audited([account]);
    const row = await rows().findOne({ series: account });
    await expect(rows().insertOne({ ...row!, _id: newId() })).rejects.toMatchObject({ code: 11000 });
  });

  it('carry a hash that fits what was stored, whatever the details are', async () => {
    const account = newId();
    const details = { a: undefined, b: [1, undefined, null], c: new Date(5), d: { z: 1, y: 'ä\ud800' }, e: 2 ** 40, f: 0.1 };
    await transactionsOn(database).run(soon(), async (tx) => note(tx, account, details));
    const row = await rows().findOne({ series: account });
    expect(row!.hash).toBe(hasher.row(row!));
  });

  it('are listed newest first, of one account or of all, page by page', async () => {
    const [a, b] = [newId(), newId()];
    for (const account of [a, b, a, b, a]) await audited([account]);
    const log = new AuditLog(database);
    const all = async (accountId?: string) => {
      const found: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page: { items: { accountId?: string; number: number }[]; nextCursor: string | null } = await log.list({ limit: 2, ...(accountId && { accountId }), ...(cursor && { cursor }) });
        found.push(...page.items.map((row) => `${row.accountId === a ? 'a' : 'b'}${row.number}`));
        cursor = page.nextCursor;
      }
      return found;
    };
    expect(await all()).toEqual(['a3', 'b2', 'a2', 'b1', 'a1']);
    expect(await all(b)).toEqual(['b2', 'b1']);
  });

  it('are listed on shorter pages when they are large', async () => {
    const account = newId();
    for (let n = 0; n < 3; n++) await transactionsOn(database).run(soon(), async (tx) => note(tx, account, { text: 'x'.repeat(400_000) }));
    const page = await new AuditLog(database).list({ accountId: account, limit: 50 });
    expect([page.items.map(({ number }) => number), page.nextCursor]).toEqual([[3], '3']);
  });

  it('of the time before they were numbered are kept aside', async () => {
    const older = await connectDatabase({ uri: uriOf(mongo, `t_${newId().replaceAll('-', '')}`), service: 'test', logger: silent });
    await migrate(older, plumbingMigrations.slice(0, 1));
    await rows(older).insertMany([{ _id: 'r1', action: 'old' }, { _id: 'r2', action: 'old' }] as StoredAuditRow[]);
    await migrate(older, plumbingMigrations);
    expect([await rows(older).countDocuments(), await older.collection(AUDIT_UNNUMBERED).countDocuments()]).toEqual([0, 2]);
    await older.close();
  });
});

describe('the sealer of audit rows', () => {
  const chained = async () => {
    const chain = await seals().find().sort({ _id: 1 }).toArray();
    let previous = '';
    for (const [index, seal] of chain.entries()) {
      expect([seal._id, seal.previous, seal.seal]).toEqual([index + 1, previous, hasher.seal(seal)]);
      previous = seal.seal;
    }
    if (chain.length > 0) expect(await head()).toMatchObject({ position: chain.length, seal: previous });
    return chain.map(({ row }) => row);
  };
  const everyRow = async () => (await rows().find().project({ _id: 1 }).toArray()).map(({ _id }) => String(_id));

  it('chains every committed row, batch by batch, and writes nothing when there is nothing to do', async () => {
    expect([await sealerOn().seal(), await head()]).toEqual([0, null]);
    for (let n = 0; n < 5; n++) await audited([newId(), undefined]);
    expect(await sealerOn(database, 3).seal()).toBe(10);
    expect((await chained()).sort()).toEqual((await everyRow()).sort());
    expect(await rows().countDocuments({ unsealed: true })).toBe(0);
    expect(await sealerOn().seal()).toBe(0);
  });

  it('takes a row that was committed late, although its id is an older one', async () => {
    const begun = transactionsOn(database).run(newCall(10_000), async (tx) => {
      note(tx, 'late');
      await audited(['early']);
      await sealerOn().seal();
    });
    await begun;
    expect(await sealerOn().seal()).toBe(1);
    const [late, early] = await rows().find().sort({ _id: 1 }).toArray();
    expect([late!.series, await chained()]).toEqual(['late', [early!._id, late!._id]]);
  });

  it('chains every row exactly once with two instances at a time, while rows are written', async () => {
    let writing = true;
    const write = async () => {
      for (let n = 0; n < 40; n++) await audited([newId()]);
      writing = false;
    };
    const sealWhileWritten = async () => {
      while (writing) await sealerOn(database, 7).seal();
    };
    await Promise.all([write(), sealWhileWritten(), sealWhileWritten()]);
    await sealerOn().seal();
    const order = await chained();
    expect([order.length, new Set(order).size]).toEqual([40, 40]);
  });

  it.each([
    ['before the seals are written', 'insert', 'lose-request'],
    ['before the marks are taken away', '$unset', 'lose-request'],
    ['before the commit', 'commitTransaction', 'lose-request'],
    ['after the commit, before it knows', 'commitTransaction', 'lose-answer'],
  ] as const)('leaves a whole chain when it is cut off %s', async (_, command, fate) => {
    for (let n = 0; n < 4; n++) await audited([newId()]);
    const proxy = await LossyProxy.start(mongo.port);
    const uri = mongo.adminUri.replace(`:${mongo.port}/admin?replicaSet=bsp`, `:${proxy.port}/${database.connection.name}?directConnection=true`);
    const shaky = await connectDatabase({ uri, service: 'test', logger: silent });
    proxy.cut(command, fate);
    await expect(sealerOn(shaky).seal()).rejects.toThrow();
    expect(proxy.cuts).toBeGreaterThan(0);
    await chained();
    await sealerOn().seal();
    expect((await chained()).sort()).toEqual((await everyRow()).sort());
    await shaky.close();
    await proxy.stop();
  });

  it('does not go on behind a head that was changed', async () => {
    await audited([newId()]);
    await sealerOn().seal();
    await database.collection(AUDIT_HEAD).updateOne({}, { $set: { position: 5 } });
    await audited([newId()]);
    await expect(sealerOn().seal()).rejects.toThrow('head of the audit chain');
    expect(await seals().countDocuments()).toBe(1);
  });

  it('asks by an index that holds unsealed rows only', async () => {
    const plan = JSON.stringify(await rows().find({ unsealed: true }).sort({ _id: 1 }).explain('queryPlanner'));
    expect(plan).toContain('unsealed_1__id_1');
    expect(plan).not.toMatch(/COLLSCAN|"SORT"/);
  });
});
