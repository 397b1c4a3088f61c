import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { sharing } from '../../test/memory/sharing-scenario.js';

async function setUp() {
  const scene = sharing();
  const [anna, ben] = [await scene.aMaster('Anna'), await scene.aMaster('Ben')];
  const bert = await scene.below(ben, 'Bert');
  await scene.contract('030111');
  await scene.connect(anna);
  await scene.transfer(anna, ben, ['030111']);
  const expiresAt = new Date(scene.rights.clock.now().getTime() + 60_000).toISOString();
  await scene.assign(ben, bert, [{ accessNumber: '030111', rights: ['ADMINISTRATION'], expiresAt }]);
  const explain = async (who: string, about?: string) => (await scene.rights.explainRights.execute({ ...scene.caller(who), accessNumber: '030111', ...(about && { about }) })).rights;
  const ways = async (who: string, about?: string) => (await explain(who, about)).map(({ right, because }) => [right, because.map((chain) => chain.map(({ via, by, to }) => `${via} ${by?.name ?? '-'} ${to.name}`))]);
  return { ...scene, anna, ben, bert, expiresAt, explain, ways };
}

describe('an explanation of rights', () => {
  it('names every grant from the connecting account down, with who gave it to whom, and until when', async () => {
    const { explain, rights, bert, expiresAt } = await setUp();
    const party = (name: string) => ({ name: `${name} Muster`, company: `${name} GmbH` });
    const since = rights.clock.now().toISOString();
    const step = { grantId: expect.any(String), since, until: null };
    expect(await explain(bert)).toEqual([{
      right: 'ADMINISTRATION',
      because: [[
        { ...step, via: 'LINK', by: null, to: party('Anna'), rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'] },
        { ...step, via: 'TRANSFER', by: party('Anna'), to: party('Ben'), rights: ['ADMINISTRATION'] },
        { ...step, via: 'ASSIGNMENT', by: party('Ben'), to: party('Bert'), rights: ['ADMINISTRATION'], until: expiresAt },
      ]],
    }]);
  });

  it('names every way of each right', async () => {
    const { ways, connect, linkCentre, anna, ben } = await setUp();
    await connect(ben);
    await linkCentre(anna, '030111');
    expect(await ways(ben)).toEqual([
      ['ADMINISTRATION', [['LINK - Anna Muster', 'TRANSFER Anna Muster Ben Muster'], ['LINK - Ben Muster']]],
      ['COMMERCIAL_CONTACT', [['LINK - Ben Muster']]],
      ['INVOICE_ONLINE', [['CUSTOMER_CENTRE - Anna Muster', 'TRANSFER Anna Muster Ben Muster']]],
      ['TELEPHONY_CENTRE', [['CUSTOMER_CENTRE - Anna Muster', 'TRANSFER Anna Muster Ben Muster']]],
    ]);
  });

  it('is for oneself and for sub-administrators of one’s own, and for nobody else', async () => {
    const { ways, anna, ben, bert } = await setUp();
    expect(await ways(ben, bert)).toEqual(await ways(bert));
    expect(await ways(ben, ben)).toEqual(await ways(ben));
    for (const [who, about] of [[anna, ben], [anna, bert], [bert, ben], [ben, newId()], [newId(), undefined]] as const) await expect(ways(who, about)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is there only of what is held now', async () => {
    const { ways, rights, contract, anna, bert } = await setUp();
    rights.clock.advance(60_000);
    await expect(ways(bert)).rejects.toMatchObject({ code: 'not-found' });
    expect((await ways(anna)).length).toBe(2);
    await contract('030111', { terminatedAt: new Date(rights.clock.now().getTime() + 5) });
    expect((await ways(anna)).length).toBe(2);
    rights.clock.advance(5);
    await expect(ways(anna)).rejects.toMatchObject({ code: 'not-found' });
    expect(await rights.explainer.explain(anna, '039999')).toEqual({ rights: [] });
  });
});
