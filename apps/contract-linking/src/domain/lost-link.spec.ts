import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#libs/kernel';
import { byCause } from './lost-link.js';

const [crm, anna, ben]: [Actor, Actor, Actor] = [{ kind: 'CRM' }, { kind: 'MASTER', accountId: 'anna' }, { kind: 'MASTER', accountId: 'ben' }];
const lost = (linkId: string, actor: Actor, cause: string) => ({ linkId, actor, cause });

describe('links that were lost', () => {
  it('go together by who did what', () => {
    expect(byCause([lost('1', crm, 'contract.moved'), lost('2', anna, 'customer.unlinked'), lost('3', crm, 'contract.moved'), lost('4', ben, 'customer.unlinked'), lost('5', crm, 'contract.ended')])).toEqual([
      { linkIds: ['1', '3'], actor: crm, cause: 'contract.moved' },
      { linkIds: ['2'], actor: anna, cause: 'customer.unlinked' },
      { linkIds: ['4'], actor: ben, cause: 'customer.unlinked' },
      { linkIds: ['5'], actor: crm, cause: 'contract.ended' },
    ]);
  });

  it('may be none', () => expect(byCause([])).toEqual([]));
});
