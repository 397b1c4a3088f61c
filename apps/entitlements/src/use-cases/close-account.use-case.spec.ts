import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { sharing } from '../../test/memory/sharing-scenario.js';

async function setUp() {
  const scene = sharing();
  const [anna, ben] = [await scene.aMaster('Anna'), await scene.aMaster('Ben')];
  const [uwe, ute] = [await scene.below(anna), await scene.below(ben)];
  for (const accessNumber of ['030111', '030222']) await scene.contract(accessNumber);
  await scene.connect(anna);
  await scene.transfer(anna, ben, ['030111', '030222']);
  await scene.assign(anna, uwe, [{ accessNumber: '030111', rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'] }]);
  await scene.assign(ben, ute, [{ accessNumber: '030111', rights: ['ADMINISTRATION'] }]);
  const everybody = async () => Promise.all([anna, ben, uwe, ute].map(async (who) => (await scene.holds(who, '030111')).length));
  scene.forget();
  return { ...scene, anna, ben, uwe, ute, everybody };
}

describe('a closed account', () => {
  it('holds nothing, and takes with it what it gave and what hung on that', async () => {
    const { close, everybody, rights, told, anna, verified } = await setUp();
    expect([await everybody(), await close(anna), await everybody()]).toEqual([[2, 1, 2, 1], 1, [0, 0, 0, 0]]);
    expect((await rights.contracts.find('030222')).grants).toEqual([]);
    expect(new Set(told('rights.revoked').map(({ data }) => data.cause))).toEqual(new Set(['account.closed']));
    expect([told('rights.revoked').length, told('rights.granted')]).toEqual([6, []]);
    expect(await verified()).toEqual([]);
  });

  it('leaves others what they hold another way', async () => {
    const { close, connect, everybody, anna, ben, uwe } = await setUp();
    await connect(ben);
    await close(anna);
    expect(await everybody()).toEqual([0, 2, 0, 1]);
    await close(uwe);
    expect(await everybody()).toEqual([0, 2, 0, 1]);
  });

  it('is closed once, however often that is heard', async () => {
    const { close, told, anna } = await setUp();
    const factId = newId();
    expect([await close(anna, factId), await close(anna, factId)]).toEqual([1, 0]);
    expect(told('rights.revoked').length).toBe(6);
  });

  it('gets nothing any more: no contract of its numbers, no link that is heard of later, no share', async () => {
    const { close, contract, connect, transfer, holds, aMaster, anna } = await setUp();
    const cora = await aMaster('Cora');
    await connect(cora);
    await close(anna);
    await contract('030333');
    await connect(anna, '4711000');
    await connect(anna, '5000000');
    await contract('040111', { customerNumber: '5000000' });
    for (const accessNumber of ['030111', '030333', '040111']) expect(await holds(anna, accessNumber)).toEqual([]);
    await expect(transfer(cora, anna, ['030111'])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is told to each of those who lost something by it, once', async () => {
    const { close, told, anna, ben, uwe, ute } = await setUp();
    await close(anna);
    const news = told('shares.changed').map(({ data }) => [data.accountId, data.fromAccountId, data.revoked.count, data.granted.count, data.cause]);
    expect(news).toEqual([[ben, anna, 2, 0, 'account.closed'], [uwe, anna, 1, 0, 'account.closed'], [ute, ben, 1, 0, 'account.closed']]);
  });
});

describe('whatever is given to an account while it is being closed', () => {
  it('ends with it, also where it was given after the contracts were looked for', async () => {
    const { close, transfer, rights, aMaster, connect, holds } = await setUp();
    const [cora, dora] = [await aMaster('Cora'), await aMaster('Dora')];
    await connect(cora);
    const { listInvolving } = rights.given;
    let isFirst = true;
    rights.given.listInvolving = async (...asked) => {
      const found = await listInvolving.apply(rights.given, asked);
      if (isFirst) {
        isFirst = false;
        await transfer(cora, dora, ['030222']);
      }
      return found;
    };
    await close(dora);
    expect([await holds(dora, '030222'), await holds(cora, '030222')]).toEqual([[], ['ADMINISTRATION', 'COMMERCIAL_CONTACT']]);
  });
});
