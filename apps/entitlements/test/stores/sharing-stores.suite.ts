import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction, type Transactions } from '#libs/kernel';
import type { ContractRightsStore } from '../../src/domain/contract-rights.store.js';
import type { Contract } from '../../src/domain/contract.js';
import type { GivenContractStore } from '../../src/domain/given-contract.store.js';
import type { Grant } from '../../src/domain/grant.js';
import type { LinkStore } from '../../src/domain/link.store.js';
import type { SearchMissesStore } from '../../src/domain/search-misses.store.js';
import type { ShareStore } from '../../src/domain/share.store.js';
import { aContract, assignment, later, link, NOW, rightsBy, transfer } from '../some-grants.js';

export interface SharingStores {
  transactions: Transactions;
  contracts: ContractRightsStore;
  links: LinkStore;
  given: GivenContractStore;
  shares: ShareStore;
  misses: SearchMissesStore;
}

let last = 60_000_000;
const freshNumber = () => String(++last);
const HOUR = 3_600_000;
/** Of one way only, so that ids are no longer than a name. */
const named = (grant: Grant): Grant => ({ ...grant, id: newId() });

/** What every store of shares does. */
export function shareStoreSuite(stores: () => SharingStores): void {
  const countSave = (giver: string, receiver: string, saves: number) => stores().transactions.run(newCall(5_000), (tx) => stores().shares.countSave(tx, giver, receiver, saves));

  it('opens a share under a name that stays, found from both sides', async () => {
    const [giverId, receiverId, other] = [newId(), newId(), newId()];
    const share = await stores().shares.open(giverId, receiverId, new Date());
    expect(share).toMatchObject({ giverId, receiverId, saves: 0 });
    const { candidateId, receivedId } = share;
    const back = await stores().shares.open(receiverId, giverId, new Date());
    expect([(await stores().shares.open(giverId, receiverId, new Date())).candidateId, back.candidateId === candidateId]).toEqual([candidateId, false]);
    expect([await stores().shares.find(giverId, receiverId), await stores().shares.findByCandidate(candidateId, 'GIVEN')]).toMatchObject([{ candidateId, giverId, receiverId }, { candidateId, giverId, receiverId }]);
    expect([await stores().shares.find(giverId, other), await stores().shares.findByCandidate(newId(), 'GIVEN')]).toEqual([undefined, undefined]);
    // The receiver speaks of the giver under another id, and neither means anything to the other.
    expect([receivedId === candidateId, await stores().shares.findByCandidate(receivedId, 'RECEIVED')]).toMatchObject([false, { giverId, receiverId }]);
    expect([await stores().shares.findByCandidate(receivedId, 'GIVEN'), await stores().shares.findByCandidate(candidateId, 'RECEIVED')]).toEqual([undefined, undefined]);
    const listed = async (who: string, direction: 'GIVEN' | 'RECEIVED', ...partners: string[]) => [...(await stores().shares.listOf(who, direction, partners))].map(([partner, { candidateId: id }]) => [partner, id]);
    expect([await listed(giverId, 'GIVEN', receiverId, other), await listed(receiverId, 'RECEIVED', giverId), await listed(giverId, 'RECEIVED', receiverId), await listed(giverId, 'GIVEN')]).toEqual([[[receiverId, candidateId]], [[giverId, candidateId]], [[receiverId, back.candidateId]], []]);
  });

  it('counts saves, and only where there have been so many before', async () => {
    const [giver, receiver] = [newId(), newId()];
    const { candidateId } = await stores().shares.open(giver, receiver, new Date());
    expect([await countSave(giver, receiver, 1), await countSave(giver, receiver, 0)]).toEqual([false, true]);
    expect([await countSave(giver, receiver, 0), await countSave(giver, receiver, 2), await countSave(giver, receiver, 1)]).toEqual([false, false, true]);
    expect(await stores().shares.find(giver, receiver)).toMatchObject({ candidateId, saves: 2 });
    expect(await stores().shares.open(giver, receiver, new Date())).toMatchObject({ candidateId, saves: 2 });
  });

  it('counts the first save also of what nobody opened', async () => {
    const [giver, receiver] = [newId(), newId()];
    expect([await countSave(giver, receiver, 3), await stores().shares.find(giver, receiver)]).toEqual([false, undefined]);
    expect([await countSave(giver, receiver, 0), await stores().shares.find(giver, receiver)]).toMatchObject([true, { giverId: giver, receiverId: receiver, saves: 1, candidateId: expect.any(String) }]);
  });
}

/** What every store of misses does. */
export function searchMissesStoreSuite(stores: () => SharingStores): void {
  // What has long been over is forgotten at any moment.
  const begin = Date.now();
  const after = (ms: number) => new Date(begin + ms);
  const takeMany = async (who: string, times: Date[]) => { for (const time of times) expect(await stores().misses.take(who, newId(), time)).toBeUndefined(); };

  it('counts ten in an hour, then says until when to wait and counts no more', async () => {
    const [who, other] = [newId(), newId()];
    await takeMany(who, Array.from({ length: 10 }, (_, n) => after(n * 1_000)));
    for (const ms of [9_001, 10_000, HOUR - 1]) expect(await stores().misses.take(who, newId(), after(ms))).toEqual(after(HOUR));
    await takeMany(other, [after(10_000)]);
    await takeMany(who, [after(HOUR)]);
    expect(await stores().misses.take(who, newId(), after(HOUR + 1))).toEqual(after(HOUR + 1_000));
  });

  it('forgets what was found after all', async () => {
    const who = newId();
    for (let n = 0; n < 12; n++) {
      expect(await stores().misses.take(who, String(n), after(n))).toBeUndefined();
      await stores().misses.giveBack(who, String(n));
    }
    await takeMany(who, Array.from({ length: 10 }, (_, n) => after(100 + n)));
    await stores().misses.giveBack(who, '11');
    expect(await stores().misses.take(who, newId(), after(200))).toEqual(after(100 + HOUR));
    await stores().misses.giveBack(newId(), '0');
  });

  it('keeps a miss of the same moment as a hit', async () => {
    const who = newId();
    for (let n = 0; n < 10; n++) {
      await takeMany(who, [after(0)]);
      await stores().misses.take(who, 'hit', after(0));
      await stores().misses.giveBack(who, 'hit');
    }
    expect(await stores().misses.take(who, newId(), after(1))).toEqual(after(HOUR));
  });

  it('lets no more than ten of many at the same moment through', async () => {
    const who = newId();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => stores().misses.take(who, newId(), after(n))));
    expect(answers.filter((answer) => answer === undefined).length).toBe(10);
  });
}

/** What every store of given contracts does. */
export function givenContractStoreSuite(stores: () => SharingStores): void {
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const save = async (grants: Grant[], contract: Partial<Contract> = {}, accessNumber = freshNumber()): Promise<string> => {
    const rights = { ...rightsBy(grants.map(named), { contract: aContract(contract) }), accessNumber };
    await within((tx) => stores().contracts.save(tx, [rights]));
    return accessNumber;
  };
  const people = () => [newId(), newId(), newId()].sort() as [string, string, string];

  it('lists on which contracts one gave another something, in force or not', async () => {
    const [anna, ben, cora] = people();
    const ended = await save([link(anna), transfer(anna, ben), link(ben), transfer(ben, anna), transfer(anna, cora)], { terminatedAt: later(5) });
    const coming = await save([link(anna), transfer(anna, ben)], { validFrom: later(99) });
    await save([link(anna), transfer(anna, cora)]);
    const given = await Promise.all([stores().given.listGiven(anna, ben), stores().given.listGiven(ben, anna), stores().given.listGiven(ben, cora)]);
    expect(given.map((accessNumbers) => accessNumbers.sort())).toEqual([[ended, coming].sort(), [ended], []]);
  });

  it('lists of these the ones that give something at a moment', async () => {
    const [anna, ben] = people();
    const ending = await save([link(anna), assignment(anna, ben)], { terminatedAt: later(5) });
    const coming = await save([link(anna), assignment(anna, ben)], { validFrom: later(5) });
    const expiring = await save([link(anna), assignment(anna, ben, ['ADMINISTRATION'], later(7))]);
    const running = async (ms: number) => [...(await stores().given.listRunningGrants(anna, ben, later(ms))).keys()];
    expect([await running(4), await running(5), await running(6), await running(7)]).toEqual([[ending, expiring], [coming, expiring], [coming, expiring], [coming]]);
    expect((await stores().given.listRunningGrants(anna, ben, NOW)).get(expiring)).toMatchObject({ via: 'ASSIGNMENT', rights: ['ADMINISTRATION'], until: later(7) });
  });

  it('lists what somebody may transfer, ticked where they do, page by page', async () => {
    const [anna, ben, cora] = people();
    const ticked = await save([link(anna), transfer(anna, ben)], { customerNumber: '5000000', product: 'CLOUD_PBX', terminatedAt: later(1) });
    const other = await save([link(anna), transfer(anna, cora)]);
    const third = await save([link(anna), link(ben), transfer(ben, anna)]);
    await save([link(ben), transfer(ben, anna)]);
    await save([link(anna)], { validFrom: later(1) });
    await save([link(anna)], { terminatedAt: NOW });
    const list = (who: string, receiver: string, limit = 9, after?: string) => stores().given.listTransferable(who, receiver, { limit, ...(after && { after }) }, NOW);
    const contract = { customerNumber: '4711000', product: 'SIP_TRUNK' };
    expect(await list(anna, ben)).toEqual([{ accessNumber: ticked, customerNumber: '5000000', product: 'CLOUD_PBX', granted: true }, { ...contract, accessNumber: other, granted: false }, { ...contract, accessNumber: third, granted: false }]);
    expect((await list(anna, cora)).map(({ granted }) => granted)).toEqual([false, true, false]);
    expect([(await list(anna, ben, 2)).length, (await list(anna, ben, 2, other)).map(({ accessNumber }) => accessNumber), await list(cora, ben)]).toEqual([2, [third], []]);
  });

  it('lists with whom somebody shares, by partner, with what and since when', async () => {
    const [anna, ben, cora] = people();
    const older = { ...transfer(anna, ben), since: later(-9) };
    const [one, two] = [await save([link(anna), transfer(anna, ben), transfer(anna, cora)]), await save([link(anna), older])];
    await save([link(anna), transfer(anna, ben)], { terminatedAt: NOW });
    await save([link(anna), assignment(anna, ben)]);
    const list = (who: string, direction: 'GIVEN' | 'RECEIVED', page: { after?: string; partnerId?: string } = {}, limit = 9) => stores().given.listPartners(who, direction, { limit, ...page }, NOW);
    const [ofBen, ofCora] = [{ partnerId: ben, accessNumbers: [one, two], since: later(-9) }, { partnerId: cora, accessNumbers: [one], since: NOW }];
    expect([await list(anna, 'GIVEN'), await list(anna, 'GIVEN', {}, 1), await list(anna, 'GIVEN', { after: ben }), await list(anna, 'GIVEN', { partnerId: cora })]).toEqual([[ofBen, ofCora], [ofBen], [ofCora], [ofCora]]);
    expect([await list(ben, 'RECEIVED'), await list(cora, 'RECEIVED', { partnerId: anna })]).toEqual([[{ ...ofBen, partnerId: anna }], [{ ...ofCora, partnerId: anna }]]);
    expect([await list(anna, 'RECEIVED'), await list(ben, 'GIVEN'), await list(anna, 'GIVEN', { partnerId: newId() })]).toEqual([[], [], []]);
  });

  it('reaches somebody by a number that they are connected with, or have a contract of by transfer', async () => {
    const [anna, ben, cora] = people();
    const [linked, given, over] = [freshNumber(), freshNumber(), freshNumber()];
    const connected = { linkId: newId(), via: 'LINK' as const, accountId: anna, version: 1, ended: false, customerNumber: linked };
    await within((tx) => stores().links.put(tx, connected));
    await save([link(anna), transfer(anna, ben), assignment(anna, cora)], { customerNumber: given });
    await save([link(anna), transfer(anna, ben)], { customerNumber: over, terminatedAt: NOW });
    const reached = async (number: string) => [await stores().given.isReachable(anna, number, NOW), await stores().given.isReachable(ben, number, NOW), await stores().given.isReachable(cora, number, NOW)];
    expect([await reached(linked), await reached(given), await reached(over), await reached(freshNumber())]).toEqual([[true, false, false], [false, true, false], [false, false, false], [false, false, false]]);
    await within((tx) => stores().links.put(tx, { ...connected, ended: true, version: 2 }));
    expect(await stores().given.isReachable(anna, linked, NOW)).toBe(false);
  });

  it('lists where somebody has or gave something, whether the contract is in force or not', async () => {
    const [anna, ben, cora] = people();
    const all = [await save([link(anna), transfer(anna, ben)]), await save([link(anna)], { terminatedAt: NOW }), await save([link(cora), transfer(cora, anna)])];
    await save([link(cora)]);
    const list = async (limit: number) => (await stores().given.listInvolving(anna, limit)).sort();
    expect([await list(9), (await list(2)).length, await within(async (tx) => (await stores().given.listInvolving(anna, 9, tx)).sort())]).toEqual([all, 2, all]);
    expect([await stores().given.listInvolving(ben, 9), await stores().given.listInvolving(newId(), 9)]).toEqual([[all[0]], []]);
  });

  it('knows the open links of an account, and ends them all', async () => {
    const [anna, ben] = people();
    const aLink = (accountId: string, customerNumber: string, ended = false) => ({ linkId: newId(), via: 'LINK' as const, accountId, version: 1, ended, customerNumber });
    const [one, two, three] = [freshNumber(), freshNumber(), freshNumber()];
    const centre = { linkId: newId(), via: 'CUSTOMER_CENTRE' as const, accountId: anna, version: 1, ended: false, accessNumber: one };
    const links = [aLink(anna, one), aLink(anna, one), aLink(anna, two), aLink(anna, three, true), aLink(ben, one), centre];
    for (const each of links) await within((tx) => stores().links.put(tx, each));
    const numbers = async () => [(await stores().links.numbersOf(anna)).sort(), (await within((tx) => stores().links.numbersOf(anna, tx))).sort(), await stores().links.numbersOf(ben)];
    expect(await numbers()).toEqual([[one, two], [one, two], [one]]);
    await within((tx) => stores().links.endOf(tx, anna));
    expect(await numbers()).toEqual([[], [], [one]]);
    const found = await within((tx) => stores().links.find(tx, centre.linkId));
    expect([found, (await within((tx) => stores().links.listOpen(tx, [one, two]))).map(({ accountId }) => accountId)]).toEqual([{ ...centre, ended: true }, [ben]]);
  });
}
