import { describe, expect, it } from '@jest/globals';
import { newCall, newId } from '#libs/kernel';
import { MemoryDatabase, MemoryTransactions } from '../../test/memory/memory-database.js';
import { RecordShareActivityUseCase, type ShareNews } from './record-share-activity.use-case.js';

const [receiver, giver, above] = ['receiver', 'giver', 'above'];
const contracts = (count: number) => ({ count, accessNumbers: Array.from({ length: Math.min(count, 2) }, (_, n) => `03047110${n}`) });
const transferred = (changes: Partial<ShareNews> = {}): ShareNews => ({
  id: newId(), accountId: receiver!, fromAccountId: giver, actor: { kind: 'SELF', accountId: giver }, via: 'TRANSFER', granted: contracts(1), revoked: contracts(0), cause: 'transfer.saved', ...changes,
});
const assigned = (changes: Partial<ShareNews> = {}) => transferred({ via: 'ASSIGNMENT', actor: { kind: 'MASTER', accountId: giver! }, cause: 'assignment.saved', ...changes });

/** Whose feed has what by whom, with which details, for each of the facts. */
async function recorded(...news: ShareNews[]) {
  const transactions = new MemoryTransactions(new MemoryDatabase());
  await new RecordShareActivityUseCase(transactions).execute(news, newCall(4_000));
  return transactions.audits.map(({ accountId, action, actor, details }) => [accountId, action, actor?.kind, details]);
}

describe('shared rights', () => {
  it('make one row for the receiver and one for the giver of a save', async () => {
    const one = { grantedCount: 1, revokedCount: 0, grantedAccessNumbers: ['030471100'] };
    expect(await recorded(transferred(), assigned())).toEqual([
      [receiver, 'rights.granted', 'MASTER', { via: 'TRANSFER', ...one }],
      [giver, 'transfer.saved', 'SELF', one],
      [receiver, 'rights.granted', 'MASTER', { via: 'ASSIGNMENT', ...one }],
      [giver, 'assignment.saved', 'SELF', { subAdministratorId: receiver, ...one }],
    ]);
  });

  it('that were given and taken by the same save are in the same row, with how many and the first of them', async () => {
    const [row] = await recorded(transferred({ granted: contracts(700), revoked: contracts(1) }));
    const details = { via: 'TRANSFER', grantedCount: 700, grantedAccessNumbers: ['030471100', '030471101'], revokedCount: 1, revokedAccessNumbers: ['030471100'] };
    expect(row).toEqual([receiver, 'rights.granted', 'MASTER', details]);
  });

  it('that end because of something further up are none of the business of whoever did that', async () => {
    const taken = { granted: contracts(0), revoked: contracts(1) };
    const rows = await recorded(assigned({ ...taken, actor: { kind: 'SELF', accountId: above! }, cause: 'transfer.saved' }));
    expect(rows.map(([accountId, action, kind]) => [accountId, action, kind])).toEqual([[receiver, 'rights.revoked', 'MASTER']]);
  });

  it.each(['customer.unlinked', 'customer-centre.unlinked', 'account.closed'])('that end by %s stand in the giver\u2019s feed under that name alone', async (cause) => {
    const rows = await recorded(transferred({ granted: contracts(0), revoked: contracts(1), cause }));
    expect(rows.map(([accountId, action]) => [accountId, action])).toEqual([[receiver, 'rights.revoked']]);
  });

  it.each(['CRM', 'SYSTEM', 'OPERATOR', 'SUPPORT'] as const)('that end by %s are told to the receiver', async (kind) => {
    const rows = await recorded(transferred({ granted: contracts(0), revoked: contracts(1), actor: { kind }, cause: 'contract.ended' }));
    expect(rows.map(([accountId, , actor]) => [accountId, actor])).toEqual([[receiver, kind]]);
  });

  it('that the receiver gave up themselves are their own doing', async () => {
    const rows = await recorded(transferred({ granted: contracts(0), revoked: contracts(1), actor: { kind: 'SELF', accountId: receiver! } }));
    expect(rows.map(([accountId, , actor]) => [accountId, actor])).toEqual([[receiver, 'SELF']]);
  });

  it('that changed on no contract are nothing to tell, and what was told before is not told again', async () => {
    const known = transferred();
    expect(await recorded(transferred({ granted: contracts(0) }), known, known)).toHaveLength(2);
  });
});
