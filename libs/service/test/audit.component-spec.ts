import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { type AuditFault, listAudit, verifyAudit } from '#libs/contracts';
import { newCall, newId, Transactions } from '#libs/kernel';
import { BusClient, connectNats, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { AUDIT, AUDIT_HEAD, AUDIT_NUMBERS, AUDIT_SEALS, AuditHasher, type AuditNumber, type AuditSeal, Database, type StoredAuditRow } from '#libs/persistence';
import { eventually, startTestServers, type TestServers } from '#libs/testing';
import { z } from 'zod';
import { parseConfig, type RunningService, serviceConfig, startService } from '../src/index.js';

/** Of the service under test. */
const DEVELOPMENT_KEY = 'dev-audit-key-for-your-own-machine-only';

@Module({})
class TestModule {}

let servers: TestServers;
let link: NatsLink;
let service: RunningService;
let database: Database;
const logger = createLogger({ service: 'test', level: 'silent' });

beforeAll(async () => {
  servers = await startTestServers();
  const { nats } = servers;
  link = await connectNats({ url: nats.url, user: 'operator', password: nats.passwordFor('operator'), service: 'operator', logger });
  const config = parseConfig(z.object(serviceConfig('entitlements')), servers.envFor('entitlements'));
  service = await startService({ name: 'entitlements', config, module: TestModule, migrations: [] });
  database = service.app.get(Database);
});
afterAll(async () => {
  await service.stop();
  await link.close();
  await servers.stop();
});

const rows = () => database.collection<StoredAuditRow>(AUDIT);
const seals = () => database.collection<AuditSeal>(AUDIT_SEALS);
const numbers = () => database.collection<AuditNumber>(AUDIT_NUMBERS);
const ask = () => new BusClient(link, logger);

/** Everything that is wrong, as operators are told; in steps of three, so that every test pages. */
async function faults(): Promise<Pick<AuditFault, 'what' | 'accountId' | 'number' | 'position'>[]> {
  const found: AuditFault[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const step: { faults: AuditFault[]; nextCursor: string | null } = await ask().ask(verifyAudit.entitlements, { limit: 3, ...(cursor && { cursor }) }, newCall(3_000));
    found.push(...step.faults);
    cursor = step.nextCursor;
  }
  return found;
}

const audited = (...accountIds: (string | undefined)[]) =>
  service.app.get(Transactions).run(newCall(3_000), async (tx) => {
    for (const accountId of accountIds) tx.audit({ action: 'thing.done', actor: { kind: 'SYSTEM' }, ...(accountId && { accountId }), details: { reason: 'because' } });
  });
const allSealed = () => eventually(async () => expect(await rows().countDocuments({ unsealed: true })).toBe(0), { within: 5_000, every: 50 });
const rowOf = async (series: string, number: number) => (await rows().findOne({ series, number }))!;

describe('the audit log of a service', () => {
  let account: string;
  let other: string;

  beforeEach(async () => {
    for (const name of [AUDIT, AUDIT_SEALS, AUDIT_NUMBERS, AUDIT_HEAD]) await database.collection(name).deleteMany({});
    [account, other] = [newId(), newId()].sort() as [string, string];
    for (const accountId of [account, other, undefined, account, other, account]) await audited(accountId);
    await allSealed();
    expect(await faults()).toEqual([]);
  });

  it('has no fault before anything was written', async () => {
    for (const name of [AUDIT, AUDIT_SEALS, AUDIT_NUMBERS, AUDIT_HEAD]) await database.collection(name).deleteMany({});
    expect(await faults()).toEqual([]);
    expect(await ask().ask(verifyAudit.entitlements, {}, newCall(3_000))).toMatchObject({ head: null, rows: 0, seals: 0 });
  });

  it('has no fault while it is written to', async () => {
    const writing = Promise.all(Array.from({ length: 30 }, () => audited(newId(), undefined).catch(() => undefined)));
    for (let n = 0; n < 5; n++) expect(await faults()).toEqual([]);
    await writing;
  });

  it('shows operators who did what, newest first, and that it is sealed', async () => {
    const { items, nextCursor } = await ask().ask(listAudit.entitlements, { accountId: account, limit: 2 }, newCall(3_000));
    expect(items[0]).toEqual({
      id: expect.any(String), at: expect.any(String), action: 'thing.done', actor: { kind: 'SYSTEM' }, accountId: account, number: 3, origin: null,
      details: { reason: 'because' }, correlationId: expect.any(String), sealed: true,
    });
    expect([items.map(({ number }) => number), nextCursor]).toEqual([[3, 2], '2']);
    expect((await ask().ask(listAudit.entitlements, {}, newCall(3_000))).items).toHaveLength(6);
  });

  it('is no business of the gateway, nor of other services', async () => {
    const { nats } = servers;
    for (const user of ['gateway', 'identity']) {
      const theirs = await connectNats({ url: nats.url, user, password: nats.passwordFor(user), service: user, logger });
      await expect(new BusClient(theirs, logger).ask(listAudit.entitlements, {}, newCall(500))).rejects.toMatchObject({ code: 'service-unavailable' });
      await theirs.close();
    }
  });

  it('refuses a cursor that is none', async () => {
    for (const cursor of ['chain', 'chain:x', 'rest:1', '']) {
      const answer = ask().ask(verifyAudit.entitlements, { cursor }, newCall(3_000)).then(() => 'accepted', ({ code }: { code: string }) => code);
      expect(await answer).toBe(cursor === '' ? 'accepted' : 'validation-failed');
    }
  });

  describe('tells when somebody', () => {
    it.each([
      ['changed a field', { $set: { 'details.reason': 'for no reason' } }],
      ['changed who it was', { $set: { 'actor.kind': 'SELF' } }],
      ['changed the time', { $set: { at: new Date(0) } }],
      ['took a field away', { $unset: { details: 1 } }],
      ['added a field', { $set: { origin: { ipPrefix: '192.0.2.0/24', device: 'x' } } }],
      ['changed the hash', { $set: { hash: 'x' } }],
    ] as const)('%s of a row', async (_, update) => {
      await rows().updateOne({ series: account, number: 2 }, update as never);
      expect(await faults()).toContainEqual({ what: 'ROW_CHANGED', accountId: account, number: 2, position: null });
    });

    it('deleted a row', async () => {
      await rows().deleteOne({ series: account, number: 2 });
      const found = await faults();
      expect(found).toContainEqual({ what: 'ROW_MISSING', accountId: account, number: 2, position: null });
      expect(found).toContainEqual({ what: 'ROW_MISSING', accountId: account, number: 2, position: 4 });
      expect(found).toHaveLength(2);
    });

    it('deleted the newest row', async () => {
      await rows().deleteOne({ series: account, number: 3 });
      expect(await faults()).toContainEqual({ what: 'ROW_MISSING', accountId: account, number: 3, position: null });
    });

    it('deleted the newest row and its seal', async () => {
      await rows().deleteOne({ series: account, number: 3 });
      await seals().deleteOne({ _id: 6 });
      expect(await faults()).toEqual([{ what: 'SEAL_MISSING', accountId: null, number: null, position: 6 }, { what: 'ROW_MISSING', accountId: account, number: 3, position: null }]);
    });

    it('deleted the newest row, its seal, and its count, and set the head back', async () => {
      await rows().deleteOne({ series: account, number: 3 });
      await seals().deleteOne({ _id: 6 });
      await numbers().updateOne({ _id: account }, { $set: { last: 2 } });
      const { seal } = (await seals().findOne({ _id: 5 }))!;
      await database.collection(AUDIT_HEAD).updateOne({}, { $set: { position: 5, seal } });
      expect(await faults()).toEqual([{ what: 'HEAD_CHANGED', accountId: null, number: null, position: 5 }]);
    });

    it('deleted every row of an account', async () => {
      await rows().deleteMany({ series: other });
      const found = await faults();
      for (const number of [1, 2]) expect(found).toContainEqual({ what: 'ROW_MISSING', accountId: other, number, position: null });
    });

    it('deleted a row before it was sealed', async () => {
      await audited(account);
      await rows().deleteOne({ series: account, number: 4 });
      await eventually(async () => expect(await faults()).toContainEqual({ what: 'ROW_MISSING', accountId: account, number: 4, position: null }));
    });

    it('copied a row to another account', async () => {
      await rows().insertOne({ ...(await rowOf(account, 1)), _id: newId(), series: other, accountId: other, number: 3 });
      expect(await faults()).toContainEqual({ what: 'ROW_CHANGED', accountId: other, number: 3, position: null });
    });

    it('copied a row behind the newest, with the count', async () => {
      await rows().insertOne({ ...(await rowOf(account, 1)), _id: newId(), number: 4 });
      await numbers().updateOne({ _id: account }, { $set: { last: 4 } });
      expect(await faults()).toEqual([{ what: 'ROW_CHANGED', accountId: account, number: 4, position: null }]);
    });

    it('wrote a row of their own without the key, of which everything depends', async () => {
      const row = { ...(await rowOf(account, 1)), _id: newId(), number: 4, unsealed: true } as const;
      const written = async (key: string) => {
        const hash = new AuditHasher(key, 'entitlements').row(row);
        await rows().replaceOne({ _id: row._id }, { ...row, hash }, { upsert: true });
        await numbers().updateOne({ _id: account }, { $set: { last: 4 } });
        return faults();
      };
      expect(await written('a key that somebody guessed')).toContainEqual({ what: 'ROW_CHANGED', accountId: account, number: 4, position: null });
      await seals().deleteMany({ row: row._id });
      expect((await written(DEVELOPMENT_KEY)).map(({ what }) => what)).not.toContain('ROW_CHANGED');
    });

    it('hid a row where no account would find it', async () => {
      await rows().insertOne({ ...(await rowOf(account, 1)), _id: newId(), series: { of: 'nobody' } as never });
      expect(await faults()).toEqual([{ what: 'ROW_CHANGED', accountId: null, number: null, position: null }]);
    });

    it('swapped two rows', async () => {
      const [first, second] = [await rowOf(account, 1), await rowOf(account, 2)];
      const { _id: firstId, number: firstNumber, ...ofFirst } = first;
      const { _id: secondId, number: secondNumber, ...ofSecond } = second;
      await rows().replaceOne({ _id: firstId }, { ...ofSecond, number: firstNumber });
      await rows().replaceOne({ _id: secondId }, { ...ofFirst, number: secondNumber });
      const found = await faults();
      for (const number of [1, 2]) expect(found).toContainEqual({ what: 'ROW_CHANGED', accountId: account, number, position: null });
    });

    it('exchanged the numbers of two rows', async () => {
      const [first, second] = [await rowOf(account, 1), await rowOf(account, 2)];
      for (const [_id, number] of [[first._id, 99], [second._id, 1], [first._id, 2]] as const) await rows().updateOne({ _id }, { $set: { number } });
      const found = await faults();
      for (const number of [1, 2]) expect(found).toContainEqual({ what: 'ROW_CHANGED', accountId: account, number, position: null });
    });

    it.each([
      ['changed a seal', (seal: AuditSeal) => seals().updateOne({ _id: seal._id }, { $set: { seal: 'x' } })],
      ['changed what a seal says of its row', (seal: AuditSeal) => seals().updateOne({ _id: seal._id }, { $set: { number: 7 } })],
      ['cut the link to the seal before', (seal: AuditSeal) => seals().updateOne({ _id: seal._id }, { $set: { previous: 'x' } })],
    ])('%s', async (_, tamper) => {
      await tamper((await seals().findOne({ _id: 3 }))!);
      expect(await faults()).toEqual([expect.objectContaining({ what: 'SEAL_CHANGED', position: 3 })]);
    });

    it('changed a row and its seal alike', async () => {
      const row = await rowOf(account, 2);
      await rows().updateOne({ _id: row._id }, { $set: { action: 'nothing.done', hash: 'x' } });
      await seals().updateOne({ row: row._id }, { $set: { hash: 'x' } });
      const found = await faults();
      expect(found.map(({ what, number }) => [what, number])).toEqual([['SEAL_CHANGED', 2], ['ROW_CHANGED', 2]]);
    });

    it('removed a seal', async () => {
      await seals().deleteOne({ _id: 2 });
      expect(await faults()).toEqual([{ what: 'SEAL_MISSING', accountId: null, number: null, position: 2 }, { what: 'ROW_NOT_SEALED', accountId: other, number: 1, position: null }]);
    });

    it('put the seals into another order', async () => {
      const [second, third] = [(await seals().findOne({ _id: 2 }))!, (await seals().findOne({ _id: 3 }))!];
      await seals().deleteMany({ _id: { $in: [2, 3] } });
      await seals().insertMany([{ ...third, _id: 2 }, { ...second, _id: 3 }]);
      expect((await faults()).map(({ what, position }) => [what, position])).toEqual([['SEAL_CHANGED', 2], ['SEAL_CHANGED', 3]]);
    });

    it('kept a row out of the chain', async () => {
      await audited(account);
      await seals().deleteOne({ row: (await rowOf(account, 4))._id });
      await rows().updateOne({ series: account, number: 4 }, { $unset: { unsealed: 1 } });
      expect(await faults()).toContainEqual({ what: 'ROW_NOT_SEALED', accountId: account, number: 4, position: null });
    });

    it('removed the head', async () => {
      await database.collection(AUDIT_HEAD).deleteMany({});
      expect(await faults()).toEqual([{ what: 'HEAD_CHANGED', accountId: null, number: null, position: null }]);
    });

    it('removed or changed the count of an account', async () => {
      await numbers().deleteOne({ _id: account });
      await numbers().updateOne({ _id: other }, { $set: { last: 3 } });
      expect(await faults()).toEqual([{ what: 'NUMBER_CHANGED', accountId: account, number: 0, position: null }, { what: 'ROW_MISSING', accountId: other, number: 3, position: null }]);
    });
  });
});
