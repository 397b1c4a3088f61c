import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { AuditHasher, type AuditSeal } from '#libs/persistence';
import { eventually } from '#libs/testing';
import { AuditedService } from './audited-service.js';

/** Of the service under test. */
const DEVELOPMENT_KEY = 'dev-audit-key-for-your-own-machine-only';

const log = new AuditedService();
beforeAll(() => log.start());
afterAll(() => log.stop());

describe('the audit log of a service tells when somebody', () => {
  let account: string;
  let other: string;

  beforeEach(async () => {
    [account, other] = await log.fill();
  });

  it.each([
    ['changed a field', { $set: { 'details.reason': 'for no reason' } }],
    ['changed who it was', { $set: { 'actor.kind': 'SELF' } }],
    ['changed the time', { $set: { at: new Date(0) } }],
    ['took a field away', { $unset: { details: 1 } }],
    ['added a field', { $set: { origin: { ipPrefix: '192.0.2.0/24', device: 'x' } } }],
    ['changed the hash', { $set: { hash: 'x' } }],
  ] as const)('%s of a row', async (_, update) => {
    await log.rows.updateOne({ series: account, number: 2 }, update as never);
    expect(await log.faults()).toContainEqual({ what: 'ROW_CHANGED', accountId: account, number: 2, position: null });
  });

  it('deleted a row', async () => {
    await log.rows.deleteOne({ series: account, number: 2 });
    const found = await log.faults();
    expect(found).toContainEqual({ what: 'ROW_MISSING', accountId: account, number: 2, position: null });
    expect(found).toContainEqual({ what: 'ROW_MISSING', accountId: account, number: 2, position: 4 });
    expect(found).toHaveLength(2);
  });

  it('deleted the newest row', async () => {
    await log.rows.deleteOne({ series: account, number: 3 });
    expect(await log.faults()).toContainEqual({ what: 'ROW_MISSING', accountId: account, number: 3, position: null });
  });

  it('deleted the newest row and its seal', async () => {
    await log.rows.deleteOne({ series: account, number: 3 });
    await log.seals.deleteOne({ _id: 6 });
    expect(await log.faults()).toEqual([{ what: 'SEAL_MISSING', accountId: null, number: null, position: 6 }, { what: 'ROW_MISSING', accountId: account, number: 3, position: null }]);
  });

  it('deleted the newest row, its seal, and its count, and set the head back', async () => {
    await log.rows.deleteOne({ series: account, number: 3 });
    await log.seals.deleteOne({ _id: 6 });
    await log.numbers.updateOne({ _id: account }, { $set: { last: 2 } });
    const { seal } = (await log.seals.findOne({ _id: 5 }))!;
    await log.head.updateOne({}, { $set: { position: 5, seal } });
    expect(await log.faults()).toEqual([{ what: 'HEAD_CHANGED', accountId: null, number: null, position: 5 }]);
  });

  it('deleted every row of an account', async () => {
    await log.rows.deleteMany({ series: other });
    const found = await log.faults();
    for (const number of [1, 2]) expect(found).toContainEqual({ what: 'ROW_MISSING', accountId: other, number, position: null });
  });

  it('deleted a row before it was sealed', async () => {
    await log.audited(account);
    await log.rows.deleteOne({ series: account, number: 4 });
    await eventually(async () => expect(await log.faults()).toContainEqual({ what: 'ROW_MISSING', accountId: account, number: 4, position: null }));
  });

  it('copied a row to another account', async () => {
    await log.rows.insertOne({ ...(await log.rowOf(account, 1)), _id: newId(), series: other, accountId: other, number: 3 });
    expect(await log.faults()).toContainEqual({ what: 'ROW_CHANGED', accountId: other, number: 3, position: null });
  });

  it('copied a row behind the newest, with the count', async () => {
    await log.rows.insertOne({ ...(await log.rowOf(account, 1)), _id: newId(), number: 4 });
    await log.numbers.updateOne({ _id: account }, { $set: { last: 4 } });
    expect(await log.faults()).toEqual([{ what: 'ROW_CHANGED', accountId: account, number: 4, position: null }]);
  });

  it('wrote a row of their own without the key, of which everything depends', async () => {
    const row = { ...(await log.rowOf(account, 1)), _id: newId(), number: 4, unsealed: true } as const;
    const written = async (key: string) => {
      const hash = new AuditHasher(key, 'entitlements').row(row);
      await log.rows.replaceOne({ _id: row._id }, { ...row, hash }, { upsert: true });
      await log.numbers.updateOne({ _id: account }, { $set: { last: 4 } });
      return log.faults();
    };
    expect(await written('a key that somebody guessed')).toContainEqual({ what: 'ROW_CHANGED', accountId: account, number: 4, position: null });
    await eventually(async () => expect(await log.rows.countDocuments({ unsealed: true })).toBe(0));
    await log.seals.deleteMany({ row: row._id });
    expect((await written(DEVELOPMENT_KEY)).map(({ what }) => what)).not.toContain('ROW_CHANGED');
  });

  it('hid a row where no account would find it', async () => {
    await log.rows.insertOne({ ...(await log.rowOf(account, 1)), _id: newId(), series: { of: 'nobody' } as never });
    expect(await log.faults()).toEqual([{ what: 'ROW_CHANGED', accountId: null, number: null, position: null }]);
  });

  it('swapped two rows', async () => {
    const [first, second] = [await log.rowOf(account, 1), await log.rowOf(account, 2)];
    const { _id: firstId, number: firstNumber, ...ofFirst } = first;
    const { _id: secondId, number: secondNumber, ...ofSecond } = second;
    await log.rows.replaceOne({ _id: firstId }, { ...ofSecond, number: firstNumber });
    await log.rows.replaceOne({ _id: secondId }, { ...ofFirst, number: secondNumber });
    const found = await log.faults();
    for (const number of [1, 2]) expect(found).toContainEqual({ what: 'ROW_CHANGED', accountId: account, number, position: null });
  });

  it('exchanged the numbers of two rows', async () => {
    const [first, second] = [await log.rowOf(account, 1), await log.rowOf(account, 2)];
    for (const [_id, number] of [[first._id, 99], [second._id, 1], [first._id, 2]] as const) await log.rows.updateOne({ _id }, { $set: { number } });
    const found = await log.faults();
    for (const number of [1, 2]) expect(found).toContainEqual({ what: 'ROW_CHANGED', accountId: account, number, position: null });
  });

  it.each([
    ['changed a seal', (seal: AuditSeal) => log.seals.updateOne({ _id: seal._id }, { $set: { seal: 'x' } })],
    ['changed what a seal says of its row', (seal: AuditSeal) => log.seals.updateOne({ _id: seal._id }, { $set: { number: 7 } })],
    ['cut the link to the seal before', (seal: AuditSeal) => log.seals.updateOne({ _id: seal._id }, { $set: { previous: 'x' } })],
  ])('%s', async (_, tamper) => {
    await tamper((await log.seals.findOne({ _id: 3 }))!);
    expect(await log.faults()).toEqual([expect.objectContaining({ what: 'SEAL_CHANGED', position: 3 })]);
  });

  it('changed a row and its seal alike', async () => {
    const row = await log.rowOf(account, 2);
    await log.rows.updateOne({ _id: row._id }, { $set: { action: 'nothing.done', hash: 'x' } });
    await log.seals.updateOne({ row: row._id }, { $set: { hash: 'x' } });
    const found = await log.faults();
    expect(found.map(({ what, number }) => [what, number])).toEqual([['SEAL_CHANGED', 2], ['ROW_CHANGED', 2]]);
  });

  it('removed a seal', async () => {
    await log.seals.deleteOne({ _id: 2 });
    expect(await log.faults()).toEqual([{ what: 'SEAL_MISSING', accountId: null, number: null, position: 2 }, { what: 'ROW_NOT_SEALED', accountId: other, number: 1, position: null }]);
  });

  it('put the seals into another order', async () => {
    const [second, third] = [(await log.seals.findOne({ _id: 2 }))!, (await log.seals.findOne({ _id: 3 }))!];
    await log.seals.deleteMany({ _id: { $in: [2, 3] } });
    await log.seals.insertMany([{ ...third, _id: 2 }, { ...second, _id: 3 }]);
    expect((await log.faults()).map(({ what, position }) => [what, position])).toEqual([['SEAL_CHANGED', 2], ['SEAL_CHANGED', 3]]);
  });

  it('kept a row out of the chain', async () => {
    await log.audited(account);
    // In this order: the service seals whatever is marked, at any moment.
    await log.rows.updateOne({ series: account, number: 4 }, { $unset: { unsealed: 1 } });
    await log.seals.deleteOne({ row: (await log.rowOf(account, 4))._id });
    expect(await log.faults()).toContainEqual({ what: 'ROW_NOT_SEALED', accountId: account, number: 4, position: null });
  });

  it('removed the head', async () => {
    await log.head.deleteMany({});
    expect(await log.faults()).toEqual([{ what: 'HEAD_CHANGED', accountId: null, number: null, position: null }]);
  });

  it('removed or changed the count of an account', async () => {
    await log.numbers.deleteOne({ _id: account });
    await log.numbers.updateOne({ _id: other }, { $set: { last: 3 } });
    expect(await log.faults()).toEqual([{ what: 'NUMBER_CHANGED', accountId: account, number: 0, position: null }, { what: 'ROW_MISSING', accountId: other, number: 3, position: null }]);
  });
});
