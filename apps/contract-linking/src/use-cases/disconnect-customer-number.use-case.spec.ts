import { describe, expect, it } from '@jest/globals';
import { customerUnlinked } from '#libs/contracts';
import { type DomainError, newId } from '#libs/kernel';
import { call, type MemoryLinking, memoryLinking, ordered, ORIGIN } from '../../test/memory/memory-linking.js';

const NUMBER = '1000000';
const LAST = 'last-administrator';
const life = { number: 1, customerNumber: NUMBER, product: 'SIP_TRUNK' as const, validFrom: new Date('2025-01-01T00:00:00Z') };

async function connected(linking: MemoryLinking, customerNumber = NUMBER, accountId = newId()): Promise<string> {
  linking.clock.advance(1_000);
  const oneTimePassword = await ordered(linking, customerNumber);
  await linking.connect.execute({ accountId, sessionId: newId(), customerNumber, oneTimePassword, origin: ORIGIN }, call());
  return accountId;
}
const disconnect = (linking: MemoryLinking, accountId: string, confirm?: string) => linking.disconnect.execute({ accountId, sessionId: newId(), customerNumber: NUMBER, confirm, origin: ORIGIN }, call());
const code = (answer: Promise<unknown>) => answer.then(() => 'done', (error: DomainError) => error.errors?.map(({ field, rule }) => `${field} ${rule}`).join() ?? error.code);
const withContract = (linking: MemoryLinking, changes: object = {}) => linking.stores.database.contracts.set(NUMBER, [{ accessNumber: '0228100', life: { ...life, ...changes } }]);

describe('disconnecting a customer number', () => {
  it('ends the link, tells, and lets the account connect anew', async () => {
    const linking = memoryLinking();
    const accountId = await connected(linking);
    const [link] = [...linking.stores.database.links.values()];
    expect(await disconnect(linking, accountId, NUMBER)).toEqual({});
    expect(linking.stores.database.links.get(link!.id)!.endedAt).toEqual(linking.clock.now());
    const actor = { kind: 'SELF', accountId };
    expect(linking.stores.transactions.facts.at(-1)).toEqual({
      type: customerUnlinked.type, subject: link!.id, sequence: 2, data: { actor, accountId, linkId: link!.id, version: 2, customerNumber: NUMBER, accessNumbers: [] },
    });
    expect(linking.stores.transactions.audits.at(-1)).toEqual({ action: 'customer.unlinked', accountId, actor, origin: ORIGIN, details: { linkId: link!.id, customerNumber: NUMBER, wasLast: false } });
    await connected(linking, NUMBER, accountId);
    expect(linking.stores.database.links.size).toBe(2);
  });

  it('wants its confirmation before anything is looked up', async () => {
    const linking = memoryLinking();
    const stranger = newId();
    expect(await Promise.all([undefined, '', 'ja', NUMBER, LAST].map((confirm) => code(disconnect(linking, stranger, confirm))))).toEqual([
      'confirm required', 'confirm required', 'confirm mismatch', 'not-found', 'not-found',
    ]);
  });

  it('wants another word where an active contract would be left without a connected account, and tells operations', async () => {
    const linking = memoryLinking();
    const [first, second] = [await connected(linking), await connected(linking)];
    withContract(linking);
    expect([await code(disconnect(linking, first, NUMBER)), await code(disconnect(linking, second, NUMBER)), linking.alarm.left]).toEqual(['done', 'last-administrator', []]);
    expect(await code(disconnect(linking, second, LAST))).toBe('done');
    expect(linking.alarm.left).toEqual([{ accountId: second, customerNumber: NUMBER }]);
    expect(linking.stores.transactions.audits.at(-1)!.details).toMatchObject({ wasLast: true });
    expect(linking.stores.transactions.facts.at(-1)!.data).toMatchObject({ accessNumbers: ['0228100'] });
  });

  it('does not when contracts have ended or not begun', async () => {
    for (const changes of [{ terminatedAt: new Date('2025-06-01T00:00:00Z') }, { validFrom: new Date('2126-01-01T00:00:00Z') }]) {
      const linking = memoryLinking();
      const accountId = await connected(linking);
      withContract(linking, changes);
      expect(await code(disconnect(linking, accountId, NUMBER))).toBe('done');
    }
  });

  it('does not let two leave at once, each for the other’s sake', async () => {
    const linking = memoryLinking();
    const accounts = [await connected(linking), await connected(linking), await connected(linking)];
    withContract(linking);
    const told = await Promise.all(accounts.map((accountId) => code(disconnect(linking, accountId, NUMBER))));
    expect(told.sort()).toEqual(['done', 'done', 'last-administrator']);
  });

  it('succeeds again, whatever was confirmed, and hands the fact out once more', async () => {
    const linking = memoryLinking();
    const accountId = await connected(linking);
    await disconnect(linking, accountId, NUMBER);
    const { facts, recalled, audits } = linking.stores.transactions;
    const [told, kept] = [facts.length, audits.length];
    for (const confirm of [NUMBER, LAST]) expect(await disconnect(linking, accountId, confirm)).toEqual({});
    expect([facts.length, audits.length, recalled]).toEqual([told, kept, [facts.at(-1), facts.at(-1)]]);
  });
});

describe('an account that is closed', () => {
  it('loses all its links, and those of others stay', async () => {
    const linking = memoryLinking();
    const accountId = await connected(linking);
    await connected(linking, '2000000', accountId);
    const other = await connected(linking, '2000000');
    withContract(linking);
    for (let n = 0; n < 2; n++) await linking.recordClosedAccount.execute({ accountId, closedAt: linking.clock.now(), actor: { kind: 'OPERATOR' } }, call());
    const open = [...linking.stores.database.links.values()].filter(({ endedAt }) => !endedAt);
    expect(open.map((link) => link.accountId)).toEqual([other]);
    const ends = linking.stores.transactions.facts.filter(({ type }) => type === customerUnlinked.type);
    expect(ends.map(({ sequence, data }) => [sequence, data])).toMatchObject([
      [2, { actor: { kind: 'OPERATOR' }, accountId, customerNumber: NUMBER, accessNumbers: ['0228100'] }], [2, { actor: { kind: 'OPERATOR' }, customerNumber: '2000000' }],
    ]);
    expect(linking.alarm.left).toEqual([{ accountId, customerNumber: NUMBER }]);
  });
});

describe('the list of customer links', () => {
  it('goes by customer number, page by page, and counts active contracts', async () => {
    const linking = memoryLinking();
    const accountId = await connected(linking, '3000000');
    for (const number of [NUMBER, '2000000']) await connected(linking, number, accountId);
    await connected(linking, '4000000');
    linking.stores.database.contracts.set(NUMBER, [{ accessNumber: '1', life }, { accessNumber: '2', life: { ...life, validFrom: new Date('2126-01-01T00:00:00Z') } }]);
    const caller = { accountId, sessionId: newId() };
    const first = await linking.listLinks.execute({ ...caller, limit: 2 });
    expect(first).toEqual({ items: [{ customerNumber: NUMBER, linkedAt: expect.any(String), contracts: 1 }, { customerNumber: '2000000', linkedAt: expect.any(String), contracts: 0 }], nextCursor: expect.any(String) });
    expect(await linking.listLinks.execute({ ...caller, limit: 2, cursor: first.nextCursor! })).toMatchObject({ items: [{ customerNumber: '3000000' }], nextCursor: null });
    await expect(linking.listLinks.execute({ ...caller, limit: 2, cursor: 'x' })).rejects.toMatchObject({ code: 'validation-failed' });
  });
});
