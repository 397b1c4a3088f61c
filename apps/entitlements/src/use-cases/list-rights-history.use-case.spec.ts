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
  await scene.assign(ben, bert, [{ accessNumber: '030111', rights: ['ADMINISTRATION'] }]);
  scene.rights.clock.advance(1_000);
  await scene.disconnect(anna);
  const list = (who: string, limit = 50, cursor?: string) => scene.rights.listRightsHistory.execute({ ...scene.caller(who), accessNumber: '030111', limit, ...(cursor && { cursor }) });
  const seen = async (who: string) => (await list(who)).items.map(({ version, kind, via, to }) => `${version} ${kind} ${via} ${to.name}`);
  return { ...scene, anna, ben, bert, list, seen };
}

describe('the history of rights', () => {
  it('shows everybody what they had and what they gave, the newest first, and nothing else', async () => {
    const { seen, anna, ben, bert } = await setUp();
    const [granted, revoked] = [['1 GRANTED LINK Anna Muster', '2 GRANTED TRANSFER Ben Muster', '3 GRANTED ASSIGNMENT Bert Muster'], ['4 REVOKED LINK Anna Muster', '5 REVOKED TRANSFER Ben Muster', '6 REVOKED ASSIGNMENT Bert Muster']] as const;
    expect(await seen(anna)).toEqual([revoked[1], revoked[0], granted[1], granted[0]]);
    expect(await seen(ben)).toEqual([revoked[2], revoked[1], granted[2], granted[1]]);
    expect(await seen(bert)).toEqual([revoked[2], granted[2]]);
  });

  it('says when, by whom, why and by whose doing', async () => {
    const { list, rights, ben } = await setUp();
    const [taken, , given] = (await list(ben)).items;
    const now = rights.clock.now();
    expect(taken).toMatchObject({ at: now.toISOString(), by: { name: 'Ben Muster', company: 'Ben GmbH' }, rights: ['ADMINISTRATION'], until: null, cause: 'test.told', actor: { kind: 'CRM' } });
    expect(given).toMatchObject({ at: new Date(now.getTime() - 1_000).toISOString(), cause: 'assignment.saved', actor: { kind: 'MASTER' }, grantId: taken!.grantId });
    expect(Object.keys(given!.actor)).toEqual(['kind']);
  });

  it('is read page by page', async () => {
    const { list, anna } = await setUp();
    const versions: number[] = [];
    for (let cursor: string | undefined = undefined, page; (page = await list(anna, 3, cursor)); cursor = page.nextCursor) {
      versions.push(...page.items.map(({ version }) => version));
      if (!page.nextCursor) break;
    }
    expect(versions).toEqual([5, 4, 2, 1]);
    expect(await list(anna, 3, '1')).toEqual({ items: [], nextCursor: null });
  });

  it('is nothing to strangers', async () => {
    const { list } = await setUp();
    await expect(list(newId())).rejects.toMatchObject({ code: 'not-found' });
  });
});
