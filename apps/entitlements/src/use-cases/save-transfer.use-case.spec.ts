import { describe, expect, it } from '@jest/globals';
import { newCall, newId } from '#libs/kernel';
import { ORIGIN, sharing } from '../../test/memory/sharing-scenario.js';

async function setUp() {
  const scene = sharing();
  const [anna, ben] = [await scene.aMaster('Anna'), await scene.aMaster('Ben')];
  for (const accessNumber of ['030111', '030222', '030333']) await scene.contract(accessNumber);
  await scene.connect(anna);
  const candidateId = await scene.candidateOf(anna, ben);
  scene.forget();
  return { ...scene, anna, ben, candidateId };
}

describe('to transfer contracts', () => {
  it('gives another master the transferable rights on those that are ticked, and the giver keeps theirs', async () => {
    const { transfer, holds, linkCentre, anna, ben, candidateId, verified } = await setUp();
    await linkCentre(anna, '030222');
    expect(await transfer(anna, ben, ['030111', '030222'], [0])).toEqual({ candidate: { candidateId, firstName: 'Ben', lastName: 'Muster', company: 'Ben GmbH' }, save: 1 });
    expect([await holds(ben, '030111'), await holds(ben, '030222'), await holds(ben, '030333')]).toEqual([['ADMINISTRATION'], ['ADMINISTRATION', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'], []]);
    expect((await holds(anna, '030222')).length).toBe(4);
    expect(await verified()).toEqual([]);
  });

  it('saves the whole set: what is not ticked any more is taken back', async () => {
    const { transfer, holds, told, forget, anna, ben } = await setUp();
    await transfer(anna, ben, ['030111', '030222']);
    forget();
    expect((await transfer(anna, ben, ['030222', '030333'], [1])).save).toBe(2);
    expect([await holds(ben, '030111'), await holds(ben, '030222'), await holds(ben, '030333')]).toEqual([[], ['ADMINISTRATION'], ['ADMINISTRATION']]);
    expect([told('rights.granted'), told('rights.revoked')].map((facts) => facts.map(({ data }) => [data.accessNumber, data.accountId, data.fromAccountId, data.cause]))).toEqual([[['030333', ben, anna, 'transfer.saved']], [['030111', ben, anna, 'transfer.saved']]]);
    await transfer(anna, ben, []);
    expect([await holds(ben, '030222'), await holds(ben, '030333')]).toEqual([[], []]);
  });

  it('that changes nothing tells nothing, and counts all the same', async () => {
    const { transfer, told, forget, anna, ben } = await setUp();
    await transfer(anna, ben, ['030111']);
    forget();
    expect((await transfer(anna, ben, ['030111', '030111'])).save).toBe(2);
    expect([told('rights.granted'), told('rights.revoked'), told('shares.changed')]).toEqual([[], [], []]);
  });

  it('changes nothing where the set was saved since, and is kept in the audit log where it does', async () => {
    const { transfer, holds, rights, anna, ben } = await setUp();
    await transfer(anna, ben, ['030111'], [0]);
    for (const stale of [[0], [2, 7], []]) await expect(transfer(anna, ben, ['030222'], stale)).rejects.toMatchObject({ code: 'precondition-failed' });
    expect(await holds(ben, '030222')).toEqual([]);
    expect((await transfer(anna, ben, ['030222'], [0, 1])).save).toBe(2);
    expect(rights.transactions.audits).toHaveLength(2);
    expect(rights.transactions.audits[1]).toEqual({ action: 'transfer.saved', actor: { kind: 'SELF', accountId: anna }, accountId: anna, origin: ORIGIN, details: { receiverId: ben, count: 1, accessNumbers: ['030222'], takenCount: 1, taken: ['030111'] } });
  });

  it('names each contract that the giver may not transfer, and gives none of the others', async () => {
    const { transfer, contract, connect, holds, rights, anna, ben } = await setUp();
    const [cora, dora] = [newId(), newId()];
    await transfer(anna, ben, ['030111']);
    await contract('030444', { validFrom: new Date('2027-01-01T00:00:00Z') });
    await contract('030555', { customerNumber: '5000000', terminatedAt: rights.clock.now() });
    await connect(anna, '5000000');
    const notHeld = (...at: number[]) => ({ code: 'validation-failed', errors: at.map((index) => ({ field: `accessNumbers.${index}`, rule: 'not-held' })) });
    await expect(transfer(anna, cora, ['030222', '039999', '030444', '030555'])).rejects.toMatchObject(notHeld(1, 2, 3));
    expect(await holds(cora, '030222')).toEqual([]);
    // What came by transfer goes to nobody else.
    await expect(transfer(ben, dora, ['030111'])).rejects.toMatchObject(notHeld(0));
    await connect(ben);
    await transfer(ben, dora, ['030111']);
    expect(await holds(dora, '030111')).toEqual(['ADMINISTRATION']);
  });

  it('tells fifty faults at the most', async () => {
    const { transfer, anna, ben } = await setUp();
    const unknown = Array.from({ length: 60 }, (_, n) => String(9_000_000 + n));
    await expect(transfer(anna, ben, unknown)).rejects.toMatchObject({ errors: { length: 50 } });
  });

  it('is for whoever found the candidate, and nobody else', async () => {
    const { rights, caller, anna, ben, candidateId } = await setUp();
    const save = (who: string, candidate: string) => rights.saveTransfer.execute({ ...caller(who), candidateId: candidate, accessNumbers: [], ifMatch: null, origin: ORIGIN }, newCall(5_000));
    await expect(save(ben, candidateId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(save(anna, newId())).rejects.toMatchObject({ code: 'not-found' });
  });

  it('gives a closed account nothing, and still can be taken back', async () => {
    const { transfer, close, holds, anna, ben } = await setUp();
    await transfer(anna, ben, ['030111']);
    await close(ben);
    await expect(transfer(anna, ben, ['030222'])).rejects.toMatchObject({ code: 'not-found' });
    expect([(await transfer(anna, ben, [])).save > 1, await holds(ben, '030111')]).toEqual([true, []]);
  });
});

describe('what was transferred', () => {
  it('is shown to both sides, to each under a name that only they can use', async () => {
    const { transfer, rights, caller, anna, ben, candidateId } = await setUp();
    const since = rights.clock.now().toISOString();
    await transfer(anna, ben, ['030222', '030111']);
    rights.clock.advance(1_000);
    await transfer(anna, ben, ['030222', '030111', '030333']);
    const { receivedId } = await rights.shares.open(anna, ben);
    const shown = (name: string) => ({ candidateId: name === 'Ben' ? candidateId : receivedId, firstName: name, lastName: 'Muster', company: `${name} GmbH`, accessNumbers: ['030111', '030222', '030333'], since });
    const list = (who: string, direction: 'GIVEN' | 'RECEIVED') => rights.listTransfers.execute({ ...caller(who), direction, limit: 9 });
    expect([await list(anna, 'GIVEN'), await list(ben, 'RECEIVED')]).toEqual([{ items: [shown('Ben')], nextCursor: null }, { items: [shown('Anna')], nextCursor: null }]);
    expect([(await list(anna, 'RECEIVED')).items, (await list(ben, 'GIVEN')).items]).toEqual([[], []]);
    const get = (who: string, direction: 'GIVEN' | 'RECEIVED') => rights.getTransfer.execute({ ...caller(who), candidateId: who === ben ? receivedId : candidateId, direction });
    expect([await get(anna, 'GIVEN'), await get(ben, 'RECEIVED')]).toEqual([{ transfer: shown('Ben'), save: 2 }, { transfer: shown('Anna'), save: 2 }]);
    for (const [who, direction] of [[ben, 'GIVEN'], [anna, 'RECEIVED'], [newId(), 'GIVEN']] as const) await expect(get(who, direction)).rejects.toMatchObject({ code: 'not-found' });
    await transfer(anna, ben, []);
    expect([(await list(anna, 'GIVEN')).items, (await get(anna, 'GIVEN')).transfer]).toMatchObject([[], { accessNumbers: [], since: null }]);
  });

  it('is listed page by page', async () => {
    const { aMaster, transfer, rights, caller, anna } = await setUp();
    const others = [await aMaster('Cora'), await aMaster('Dora'), await aMaster('Emil')];
    for (const other of others) await transfer(anna, other, ['030111']);
    const page = (cursor?: string) => rights.listTransfers.execute({ ...caller(anna), direction: 'GIVEN', limit: 2, ...(cursor && { cursor }) });
    const first = await page();
    const second = await page(first.nextCursor!);
    expect([first, second].map(({ items }) => items.map(({ firstName }) => firstName))).toEqual([['Cora', 'Dora'], ['Emil']]);
    expect(second.nextCursor).toBeNull();
  });

  it('is ticked among the release options, which are those held by an own link', async () => {
    const { transfer, rights, caller, contract, connect, anna, ben, candidateId } = await setUp();
    await contract('040111', { customerNumber: '5000000' });
    await connect(ben, '5000000');
    await transfer(anna, ben, ['030222']);
    const options = (who: string, candidate: string, cursor?: string) => rights.listTransferOptions.execute({ ...caller(who), candidateId: candidate, limit: 2, ...(cursor && { cursor }) });
    const option = (accessNumber: string, granted: boolean, customerNumber = '4711000') => ({ accessNumber, customerNumber, product: 'SIP_TRUNK', granted });
    expect(await options(anna, candidateId)).toEqual({ items: [option('030111', false), option('030222', true)], nextCursor: '030222' });
    expect(await options(anna, candidateId, '030222')).toEqual({ items: [option('030333', false)], nextCursor: null });
    const back = (await rights.shares.open(ben, anna)).candidateId;
    expect(await options(ben, back)).toEqual({ items: [option('040111', false, '5000000')], nextCursor: null });
    await expect(options(ben, candidateId)).rejects.toMatchObject({ code: 'not-found' });
  });
});
