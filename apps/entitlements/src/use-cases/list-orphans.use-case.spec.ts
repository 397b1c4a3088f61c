import { describe, expect, it } from '@jest/globals';
import { newCall, newId } from '#libs/kernel';
import { rightsInMemory } from '../../test/memory/rights-use-cases.js';
import { NEWS } from '../inbound/account-news.js';
import { ListOrphansUseCase } from './list-orphans.use-case.js';

const actor = { kind: 'OPERATOR' } as const;

function setUp() {
  const { accounts, copyAccount, closeAccount } = rightsInMemory();
  const list = new ListOrphansUseCase(accounts);
  const person = { actor, firstName: 'Uwe', lastName: 'Unter', company: 'Muster GmbH', email: 'u@example.test', locale: 'de' } as const;
  const below = async (superiorId: string) => {
    const accountId = newId();
    const created = { ...person, accountId, role: 'SUB_ADMINISTRATOR', superiorId, expiresAt: '2030-01-01T00:00:00.000Z' } as const;
    await copyAccount.execute(newId(), NEWS.created(created, 1), newCall(3_000));
    return accountId;
  };
  const close = (accountId: string, role: 'MASTER_ADMINISTRATOR' | 'SUB_ADMINISTRATOR' = 'MASTER_ADMINISTRATOR', factId = newId()) =>
    closeAccount.execute(factId, NEWS.closed({ actor, accountId, role, reason: 'OPERATOR' }, 9), { actor, what: 'account.closed' }, newCall(3_000));
  return { list, below, close };
}

describe('whom the closing of a master administrator leaves behind', () => {
  it('is counted once, when it is copied', async () => {
    const { below, close } = setUp();
    const [master, factId] = [newId(), newId()];
    const [first] = [await below(master), await below(master), await below(newId())];
    expect(await close(first!, 'SUB_ADMINISTRATOR')).toBe(0);
    expect([await close(master, 'MASTER_ADMINISTRATOR', factId), await close(master, 'MASTER_ADMINISTRATOR', factId)]).toEqual([1, 0]);
  });

  it('is listed with what is known of them, until they are closed', async () => {
    const { list, below, close } = setUp();
    const master = newId();
    const [orphan, , gone] = [await below(master), await below(newId()), await below(master)];
    expect((await list.execute({ limit: 50 })).items).toEqual([]);
    await close(master);
    await close(gone!, 'SUB_ADMINISTRATOR');
    const item = { accountId: orphan, status: 'INVITED', firstName: 'Uwe', lastName: 'Unter', company: 'Muster GmbH', superiorId: master };
    expect(await list.execute({ limit: 50 })).toEqual({ items: [item], nextCursor: null });
  });

  it('is listed page by page, and a page ends after a thousand sub-administrators whoever is among them', async () => {
    const { list, below, close } = setUp();
    const [open, master] = [newId(), newId()];
    for (let n = 0; n < 1_000; n++) await below(open);
    const orphans = [await below(master), await below(master), await below(master)];
    await close(master);
    const first = await list.execute({ limit: 2 });
    expect([first.items.length, typeof first.nextCursor]).toEqual([0, 'string']);
    const second = await list.execute({ limit: 2, cursor: first.nextCursor! });
    const third = await list.execute({ limit: 2, cursor: second.nextCursor! });
    expect([...second.items, ...third.items].map(({ accountId }) => accountId)).toEqual(orphans);
    expect(third.nextCursor).toBeNull();
  });
});
