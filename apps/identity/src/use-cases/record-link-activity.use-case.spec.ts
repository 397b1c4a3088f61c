import { describe, expect, it } from '@jest/globals';
import { type Actor, newCall, newId } from '#libs/kernel';
import { MemoryDatabase, MemoryTransactions } from '../../test/memory/memory-database.js';
import { type LinkNews, RecordLinkActivityUseCase } from './record-link-activity.use-case.js';

const [accountId, saveId, otherSave] = [newId(), newId(), newId()];
const [self, crm]: Actor[] = [{ kind: 'SELF', accountId }, { kind: 'CRM' }];
const centre = (accessNumber: string, save = saveId, actor = self!): LinkNews => ({ id: newId(), accountId, actor, what: { action: 'customer-centre.linked', accessNumber, saveId: save } });
const number = (customerNumber: string): LinkNews => ({ id: newId(), accountId, actor: self!, what: { action: 'customer.linked', customerNumber } });

describe('links told together', () => {
  it('make one row for all contracts of a request, one for each customer number, and none for what was told before', async () => {
    const transactions = new MemoryTransactions(new MemoryDatabase());
    const useCase = new RecordLinkActivityUseCase(transactions);
    const known = centre('030471100');
    await useCase.execute([known], newCall(4_000));
    await useCase.execute([known, centre('030471101'), number('4711000'), centre('030471102'), number('4711001'), centre('030471103', otherSave), centre('030471104', saveId, crm)], newCall(4_000));
    expect(transactions.audits.map(({ actor, details }) => [actor?.kind, details])).toEqual([
      ['SELF', { accessNumbers: ['030471100'] }],
      ['SELF', { accessNumbers: ['030471101', '030471102'] }],
      ['SELF', { customerNumber: '4711000' }],
      ['SELF', { customerNumber: '4711001' }],
      ['SELF', { accessNumbers: ['030471103'] }],
      ['CRM', { accessNumbers: ['030471104'] }],
    ]);
  });
});
