import { describe, expect, it } from '@jest/globals';
import { sharing } from '../../test/memory/sharing-scenario.js';

async function setUp() {
  const scene = sharing();
  const anna = await scene.aMaster('Anna');
  const [uwe, ute] = [await scene.below(anna), await scene.below(anna)];
  for (const accessNumber of ['030111', '030222']) await scene.contract(accessNumber);
  await scene.connect(anna);
  const at = (ms: number) => new Date(scene.rights.clock.now().getTime() + ms);
  const assigned = { accessNumber: '030111', rights: ['ADMINISTRATION' as const] };
  await scene.assign(anna, uwe, [{ ...assigned, expiresAt: at(1_000).toISOString() }]);
  await scene.assign(anna, ute, [assigned]);
  scene.forget();
  return { ...scene, anna, uwe, ute, at, sweep: () => scene.rights.endLapsedRights.execute() };
}

describe('an assignment that has expired', () => {
  it('is ended and told as such, and leaves all others', async () => {
    const { sweep, holds, told, rights, anna, uwe, ute, verified } = await setUp();
    rights.clock.advance(999);
    expect([await sweep(), rights.transactions.facts]).toEqual([false, []]);
    rights.clock.advance(1);
    expect([await holds(uwe, '030111'), await verified()]).toEqual([[], []]);
    await sweep();
    expect(told('rights.revoked').map(({ data }) => data)).toMatchObject([{ accountId: uwe, accessNumber: '030111', cause: 'assignment.expired', actor: { kind: 'SYSTEM' } }]);
    expect(told('shares.changed').map(({ data }) => data)).toMatchObject([{ accountId: uwe, fromAccountId: anna, revoked: { count: 1, accessNumbers: ['030111'] }, cause: 'assignment.expired' }]);
    expect([await holds(ute, '030111'), (await rights.contracts.find('030111')).grants.some(({ to }) => to === uwe), await verified()]).toEqual([['ADMINISTRATION'], false, []]);
    rights.transactions.facts.splice(0);
    await sweep();
    expect(rights.transactions.facts).toEqual([]);
  });

  it('on a contract that is over as well ends by that', async () => {
    const { sweep, contract, told, rights, at } = await setUp();
    await contract('030111', { terminatedAt: at(1_000) });
    rights.clock.advance(1_000);
    await sweep();
    expect(told('rights.revoked').map(({ data }) => data.cause)).toEqual(Array(3).fill('contract.ended'));
  });

  it('is one of a hundred at a time', async () => {
    const { sweep, contract, rights, at } = await setUp();
    for (let n = 0; n < 100; n++) await contract(String(5_000_000 + n), { terminatedAt: at(1_000) });
    rights.clock.advance(1_000);
    expect([await sweep(), await sweep()]).toEqual([true, false]);
  });
});
