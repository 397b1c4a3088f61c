import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { sharing } from '../../test/memory/sharing-scenario.js';

async function setUp() {
  const scene = sharing();
  const [anna, ben] = [await scene.aMaster('Anna'), await scene.aMaster('Ben')];
  await scene.contract('030111');
  return { ...scene, anna, ben };
}

describe('another master', () => {
  it('is found by a customer number that they are connected with, always under the same name', async () => {
    const { search, connect, transfer, aMaster, anna, ben } = await setUp();
    await connect(ben);
    const found = await search(anna, ben);
    expect(found).toEqual({ candidate: { candidateId: expect.any(String), firstName: 'Ben', lastName: 'Muster', company: 'Ben GmbH' }, save: 0 });
    await connect(anna);
    await transfer(anna, ben, ['030111']);
    expect(await search(anna, ben)).toEqual({ ...found, save: 1 });
    expect((await search(await aMaster('Cora'), ben)).candidate.candidateId).not.toBe(found.candidate.candidateId);
  });

  it('is found by the number of a contract that was transferred to them, as long as it is', async () => {
    const { search, connect, transfer, aMaster, anna, ben } = await setUp();
    const cora = await aMaster('Cora');
    await connect(anna);
    await transfer(anna, ben, ['030111']);
    expect((await search(cora, ben)).candidate.firstName).toBe('Ben');
    await transfer(anna, ben, []);
    await expect(search(cora, ben)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is found by a mobile number that they are authorized for', async () => {
    const { search, connect, anna, ben } = await setUp();
    expect((await search(anna, ben, { type: 'MOBILE', isMobileAuthorized: true })).candidate.firstName).toBe('Ben');
    await connect(ben);
    await expect(search(anna, ben, { type: 'MOBILE' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is not found in every other case, all of which look alike', async () => {
    const { search, connect, disconnect, contract, transfer, rights, anna, ben } = await setUp();
    await connect(anna);
    const misses = [() => search(anna, ben), () => search(anna, newId()), () => search(anna, anna), () => search(anna, ben, { customerNumber: '999999' }), () => search(anna, ben, { isMobileAuthorized: true })];
    for (const miss of misses) expect(await miss().catch((error) => JSON.stringify(error))).toBe('{"code":"not-found","kind":"not-found"}');
    await connect(ben);
    await disconnect(ben);
    await expect(search(anna, ben)).rejects.toMatchObject({ code: 'not-found' });
    await transfer(anna, ben, ['030111']);
    await contract('030111', { terminatedAt: rights.clock.now() });
    await expect(search(anna, ben)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('may be missed ten times in an hour, by each searcher, whatever they find between', async () => {
    const { search, connect, rights, anna, ben } = await setUp();
    await connect(ben);
    for (let n = 0; n < 10; n++) {
      await expect(search(anna, newId())).rejects.toMatchObject({ code: 'not-found' });
      rights.clock.advance(60_000);
      if (n < 9) expect((await search(anna, ben)).save).toBe(0);
      rights.clock.advance(1);
    }
    // Also whoever would be found is not looked for any more.
    for (const who of [newId(), ben]) await expect(search(anna, who)).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 3_000 } });
    expect((await search(ben, anna).catch(({ code }) => code))).toBe('not-found');
    rights.clock.advance(3_000_000 - 11);
    await expect(search(anna, ben)).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 1 } });
    rights.clock.advance(1);
    expect((await search(anna, ben)).candidate.firstName).toBe('Ben');
  });
});
