import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { ORIGIN, sharing } from '../../test/memory/sharing-scenario.js';
import { RIGHTS } from '../domain/right.js';

async function setUp() {
  const scene = sharing();
  const anna = await scene.aMaster('Anna');
  const uwe = await scene.below(anna);
  for (const accessNumber of ['030111', '030222']) await scene.contract(accessNumber);
  await scene.connect(anna);
  await scene.linkCentre(anna, '030111');
  scene.forget();
  const inMinutes = (minutes: number) => new Date(scene.rights.clock.now().getTime() + minutes * 60_000).toISOString();
  return { ...scene, anna, uwe, inMinutes };
}

describe('to assign rights to a sub-administrator', () => {
  it('gives just these, contract by contract, in the order in which they are shown', async () => {
    const { assign, assigned, holds, anna, uwe, verified } = await setUp();
    const saved = await assign(anna, uwe, [{ accessNumber: '030222', rights: ['COMMERCIAL_CONTACT'] }, { accessNumber: '030111', rights: ['TELEPHONY_CENTRE', 'ADMINISTRATION'] }], [0]);
    expect(saved).toEqual({ assignments: [{ accessNumber: '030111', rights: ['ADMINISTRATION', 'TELEPHONY_CENTRE'] }, { accessNumber: '030222', rights: ['COMMERCIAL_CONTACT'] }], save: 1 });
    expect([await assigned(anna, uwe), await holds(uwe, '030111'), await holds(uwe, '030222')]).toEqual([saved, ['ADMINISTRATION', 'TELEPHONY_CENTRE'], ['COMMERCIAL_CONTACT']]);
    expect(await verified()).toEqual([]);
  });

  it('saves the whole set under the same grants: what is missing is taken, what is the same is not told', async () => {
    const { assign, told, forget, rights, anna, uwe } = await setUp();
    await assign(anna, uwe, [{ accessNumber: '030111', rights: ['ADMINISTRATION', 'INVOICE_ONLINE'] }, { accessNumber: '030222', rights: ['ADMINISTRATION'] }]);
    const before = (await rights.contracts.find('030111')).grants.find(({ to }) => to === uwe);
    forget();
    rights.clock.advance(1_000);
    await assign(anna, uwe, [{ accessNumber: '030111', rights: ['COMMERCIAL_CONTACT', 'ADMINISTRATION'] }]);
    expect((await rights.contracts.find('030111')).grants.find(({ to }) => to === uwe)).toEqual({ ...before, rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'] });
    const facts = [...told('rights.revoked'), ...told('rights.granted')].map(({ data }) => [data.accessNumber, data.rights, data.cause]);
    expect(facts).toEqual([['030111', ['INVOICE_ONLINE'], 'assignment.saved'], ['030222', ['ADMINISTRATION'], 'assignment.saved'], ['030111', ['COMMERCIAL_CONTACT'], 'assignment.saved']]);
    forget();
    expect((await assign(anna, uwe, [{ accessNumber: '030111', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'] }], [2])).save).toBe(3);
    expect(rights.transactions.facts).toEqual([]);
  });

  it('may last until a moment, which can be moved and lifted', async () => {
    const { assign, assigned, holds, told, forget, rights, anna, uwe, inMinutes } = await setUp();
    const [soon, later] = [inMinutes(1), inMinutes(10)];
    const one = (expiresAt?: string) => [{ accessNumber: '030111', rights: ['ADMINISTRATION' as const], ...(expiresAt && { expiresAt }) }];
    expect((await assign(anna, uwe, one(soon))).assignments).toEqual(one(soon));
    forget();
    await assign(anna, uwe, one(later));
    expect(told('rights.granted').map(({ data }) => data.until)).toEqual([later]);
    rights.clock.advance(600_000 - 1);
    expect([await holds(uwe, '030111'), (await assigned(anna, uwe)).assignments]).toEqual([['ADMINISTRATION'], one(later)]);
    rights.clock.advance(1);
    expect([await holds(uwe, '030111'), (await assigned(anna, uwe)).assignments]).toEqual([[], []]);
    expect((await assign(anna, uwe, one())).assignments).toEqual(one());
    expect([await holds(uwe, '030111'), await rights.held.find(uwe, '030111', new Date('2099-01-01'))]).toMatchObject([['ADMINISTRATION'], { rights: ['ADMINISTRATION'] }]);
  });

  it('names each field with what may not be given, and gives nothing', async () => {
    const { assign, holds, rights, anna, uwe, inMinutes } = await setUp();
    const save = assign(anna, uwe, [
      { accessNumber: '030222', rights: ['ADMINISTRATION', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'] }, { accessNumber: '039999', rights: ['ADMINISTRATION'] },
      { accessNumber: '030222', rights: ['ADMINISTRATION'] }, { accessNumber: '030111', rights: [...RIGHTS], expiresAt: inMinutes(0) },
    ]);
    await expect(save).rejects.toMatchObject({
      code: 'validation-failed',
      errors: [
        { field: 'assignments.0.rights.1', rule: 'not-held' }, { field: 'assignments.0.rights.2', rule: 'not-held' }, { field: 'assignments.1.accessNumber', rule: 'not-held' },
        { field: 'assignments.2.accessNumber', rule: 'range' }, { field: 'assignments.3.expiresAt', rule: 'range', params: { min: rights.clock.now().toISOString() } },
      ],
    });
    expect([await holds(uwe, '030111'), await holds(uwe, '030222')]).toEqual([[], []]);
  });

  it('is for own sub-administrators that are not closed, and nobody else', async () => {
    const { assign, assigned, aMaster, below, close, anna, uwe } = await setUp();
    const ben = await aMaster('Ben');
    const gone = await below(anna);
    await close(gone);
    for (const [master, sub] of [[ben, uwe], [anna, ben], [anna, newId()], [anna, anna], [anna, gone], [uwe, uwe]] as const) {
      await expect(assign(master, sub, [])).rejects.toMatchObject({ code: 'not-found' });
      await expect(assigned(master, sub)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('changes nothing where the set was saved since, and is kept in the audit log where it does', async () => {
    const { assign, holds, rights, anna, uwe } = await setUp();
    await assign(anna, uwe, [{ accessNumber: '030111', rights: ['ADMINISTRATION'] }], [0]);
    await expect(assign(anna, uwe, [], [0])).rejects.toMatchObject({ code: 'precondition-failed' });
    expect(await holds(uwe, '030111')).toEqual(['ADMINISTRATION']);
    expect(rights.transactions.audits).toEqual([{ action: 'assignment.saved', actor: { kind: 'SELF', accountId: anna }, accountId: anna, origin: ORIGIN, details: { receiverId: uwe, count: 1, accessNumbers: ['030111'], takenCount: 0, taken: [] } }]);
  });

  it('is what a receiver of a transfer may do with it, but not a sub-administrator with theirs', async () => {
    const { assign, aMaster, below, transfer, disconnect, holds, anna, uwe } = await setUp();
    const ben = await aMaster('Ben');
    const [bert, ute] = [await below(ben), await below(uwe)];
    await transfer(anna, ben, ['030111']);
    await assign(ben, bert, [{ accessNumber: '030111', rights: ['ADMINISTRATION', 'INVOICE_ONLINE'] }]);
    await expect(assign(ben, bert, [{ accessNumber: '030111', rights: ['COMMERCIAL_CONTACT'] }])).rejects.toMatchObject({ code: 'validation-failed' });
    expect(await holds(bert, '030111')).toEqual(['ADMINISTRATION', 'INVOICE_ONLINE']);
    await assign(anna, uwe, [{ accessNumber: '030111', rights: ['ADMINISTRATION'] }]);
    await assign(uwe, ute, [{ accessNumber: '030111', rights: ['ADMINISTRATION'] }]).catch(() => undefined);
    expect(await holds(ute, '030111')).toEqual([]);
    await disconnect(anna);
    expect([await holds(ben, '030111'), await holds(bert, '030111'), await holds(uwe, '030111')]).toEqual([[], [], []]);
  });

  it('is over with what its giver held, for good', async () => {
    const { assign, assigned, connect, disconnect, anna, uwe, verified } = await setUp();
    await assign(anna, uwe, [{ accessNumber: '030111', rights: [...RIGHTS] }, { accessNumber: '030222', rights: ['ADMINISTRATION'] }]);
    await disconnect(anna);
    await connect(anna);
    expect([await assigned(anna, uwe), await verified()]).toEqual([{ assignments: [], save: 1 }, []]);
  });
});
