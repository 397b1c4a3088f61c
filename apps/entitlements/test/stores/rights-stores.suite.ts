import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction, type Transactions } from '#libs/kernel';
import type { Contract } from '../../src/domain/contract.js';
import type { ContractRights } from '../../src/domain/contract-rights.js';
import type { ContractRightsStore } from '../../src/domain/contract-rights.store.js';
import type { HeldContractStore } from '../../src/domain/held-contract.store.js';
import type { CustomerLink, Link } from '../../src/domain/link.js';
import type { LinkStore } from '../../src/domain/link.store.js';
import { rightsOf, type RootVia } from '../../src/domain/right.js';
import { withGrants } from '../../src/domain/rights-change.js';

export interface RightsStores {
  transactions: Transactions;
  contracts: ContractRightsStore;
  links: LinkStore;
  held: HeldContractStore;
}

const NOW = new Date('2026-05-01T12:00:00Z');
/** What took their basis away. */
const BY = { actor: { kind: 'CRM' }, cause: 'contract.moved' } as const;
const later = (ms: number) => new Date(NOW.getTime() + ms);
const HOUR = 3_600_000;
/** With whoever holds by these grants. */
const heldBy = (rights: ContractRights): ContractRights => ({ ...rights, ...pick(withGrants({ ...rights, grants: [] }, rights.grants, { now: new Date(0), maxTransferDepth: 1 }).rights) });
const pick = ({ grants, holders }: ContractRights) => ({ grants, holders });
let last = 0;
const freshNumber = () => String(30_000_000 + ++last);

/** What every store of rights does. */
export function rightsStoresSuite(stores: () => RightsStores): void {
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const grantsTo = (accountId: string, ...vias: RootVia[]) => vias.map((via) => ({ id: newId(), via, to: accountId, rights: rightsOf(via, 'SIP_TRUNK'), since: NOW }));
  const save = async (grants: ContractRights['grants'], contract: Partial<Contract> = {}, accessNumber = freshNumber()) => {
    const whole: Contract = { customerNumber: freshNumber(), product: 'SIP_TRUNK', validFrom: NOW, life: 1, sequence: 4, ...contract };
    const rights = heldBy({ accessNumber, contract: whole, version: 7, grants, holders: [] });
    await within((tx) => stores().contracts.save(tx, [rights]));
    return { ...rights, contract: whole };
  };
  const loadAll = (...accessNumbers: string[]) => within((tx) => stores().contracts.load(tx, accessNumbers));
  const load = async (accessNumber: string) => (await loadAll(accessNumber)).get(accessNumber);
  const customerOf = async (accessNumber: string) => (await stores().contracts.customersOf([accessNumber])).get(accessNumber);
  const listed = async (accountId: string, filter = {}, page: { limit: number; after?: string } = { limit: 9 }, now = NOW) =>
    (await stores().held.list(accountId, filter, page, now)).map(({ accessNumber }) => accessNumber);

  it('keeps a contract with its grants, whole, and knows whose it is', async () => {
    const saved = await save(grantsTo(newId(), 'LINK', 'CUSTOMER_CENTRE'), { terminatedAt: later(1) });
    expect([await load(saved.accessNumber), await customerOf(saved.accessNumber)]).toEqual([saved, saved.contract.customerNumber]);
    const bare: ContractRights = { accessNumber: freshNumber(), version: 1, grants: [], holders: [] };
    await within((tx) => stores().contracts.save(tx, [bare]));
    expect([await load(bare.accessNumber), await customerOf(bare.accessNumber)]).toEqual([bare, undefined]);
    const unknown = freshNumber();
    expect([await load(unknown), await customerOf(unknown)]).toEqual([{ accessNumber: unknown, version: 0, grants: [], holders: [] }, undefined]);
    await within((tx) => stores().contracts.save(tx, []));
  });

  it('keeps many at once, known and new ones', async () => {
    const known = [await save([]), await save(grantsTo(newId(), 'LINK'))];
    const accountId = newId();
    const changed = [...known.map((rights) => ({ ...rights, ...heldBy({ ...rights, version: 9, grants: grantsTo(accountId, 'LINK') }) })), { ...known[0]!, accessNumber: freshNumber() }];
    await within((tx) => stores().contracts.save(tx, changed));
    const [numbers, unknown] = [changed.map(({ accessNumber }) => accessNumber), freshNumber()];
    expect(await loadAll(...numbers, unknown)).toEqual(new Map([...changed.map((rights): [string, ContractRights] => [rights.accessNumber, rights]), [unknown, { accessNumber: unknown, version: 0, grants: [], holders: [] }]]));
    expect(await stores().contracts.customersOf([...numbers, unknown])).toEqual(new Map(changed.map(({ accessNumber, contract }) => [accessNumber, contract.customerNumber])));
    expect(await listed(accountId)).toEqual(known.map(({ accessNumber }) => accessNumber));
  });

  it('finds the contracts of a customer number', async () => {
    const customerNumber = freshNumber();
    const [one, other] = [await save([], { customerNumber }), await save([], { customerNumber })];
    await save([]);
    const found = await within((tx) => stores().contracts.loadOfCustomer(tx, customerNumber));
    expect(found.map(({ accessNumber }) => accessNumber).sort()).toEqual([one.accessNumber, other.accessNumber]);
  });

  it('finds what is over and has grants, the oldest first', async () => {
    const over = [await save(grantsTo(newId(), 'LINK'), { terminatedAt: later(-1) }), await save(grantsTo(newId(), 'LINK'), { terminatedAt: later(-2) })];
    await save([], { terminatedAt: later(-3) });
    await save(grantsTo(newId(), 'LINK'), { terminatedAt: later(1) });
    await save(grantsTo(newId(), 'LINK'));
    expect(await stores().contracts.listLapsed(NOW, 9)).toEqual([over[1]!.accessNumber, over[0]!.accessNumber]);
    expect(await stores().contracts.listLapsed(NOW, 1)).toEqual([over[1]!.accessNumber]);
  });

  it('finds that on which an assignment has expired, the oldest first, also on contracts in force', async () => {
    const before = new Set(await stores().contracts.listLapsed(later(-HOUR), 99));
    const withAssignment = async (until?: Date, contract: Partial<Contract> = {}) => {
      const to = newId();
      const assigned = { id: newId(), via: 'ASSIGNMENT' as const, by: to, to: newId(), rights: ['ADMINISTRATION' as const], since: NOW, ...(until && { until }) };
      return (await save([...grantsTo(to, 'LINK'), assigned], contract)).accessNumber;
    };
    const expired = [await withAssignment(later(-HOUR - 1)), await withAssignment(later(-HOUR - 2)), await withAssignment(later(-HOUR), { terminatedAt: later(-HOUR) })];
    for (const until of [later(-HOUR + 1), undefined]) await withAssignment(until);
    const found = (await stores().contracts.listLapsed(later(-HOUR), 99)).filter((number) => !before.has(number));
    expect(found).toEqual([expired[2], expired[1], expired[0]]);
    expect(await stores().contracts.listLapsed(later(-HOUR), 1)).toHaveLength(1);
    expect([await stores().contracts.find(expired[0]!), await stores().contracts.find(freshNumber())]).toMatchObject([{ grants: [{ via: 'LINK' }, { via: 'ASSIGNMENT', until: later(-HOUR - 1) }] }, { version: 0, grants: [] }]);
  });

  it('finds the whole of a contract outside of transactions, with the newest row of its history', async () => {
    const saved = await save(grantsTo(newId(), 'LINK', 'CUSTOMER_CENTRE'));
    await within((tx) => stores().contracts.save(tx, [{ ...saved, historyHash: 'newest' }]));
    expect([await stores().contracts.find(saved.accessNumber), await load(saved.accessNumber)]).toEqual([{ ...saved, historyHash: 'newest' }, { ...saved, historyHash: 'newest' }]);
  });

  it('lists contracts whose rights ever changed, and of those in force the ones that nobody is connected with', async () => {
    const held = await save(grantsTo(newId(), 'LINK'), {}, '99000001');
    const [orphaned, , , coming] = [await save([], { product: 'CLOUD_PBX' }, '99000002'), await save([], { terminatedAt: NOW }, '99000003'), await save([], { terminatedAt: later(1) }, '99000004'), await save([], { validFrom: later(1) }, '99000005')];
    await within((tx) => stores().contracts.save(tx, [{ ...orphaned, accessNumber: '99000006', version: 0 }]));
    const changed = (limit: number, after: string) => stores().contracts.listChanged(limit, after);
    expect([await changed(9, '99000000'), await changed(2, held.accessNumber), await changed(9, coming.accessNumber)]).toEqual([['99000001', '99000002', '99000003', '99000004', '99000005'], ['99000002', '99000003'], []]);
    const orphans = async (limit: number, after: string) => (await stores().contracts.listOrphaned(NOW, limit, after)).map(({ accessNumber }) => accessNumber);
    expect([await orphans(9, '99000000'), await orphans(1, '99000000'), await orphans(9, '99000002')]).toEqual([['99000002', '99000004'], ['99000002'], ['99000004']]);
    expect(await stores().contracts.listOrphaned(NOW, 1, '99000001')).toEqual([{ accessNumber: '99000002', customerNumber: orphaned.contract.customerNumber, product: 'CLOUD_PBX' }]);
  });

  it('keeps links, and finds the open ones of a customer number', async () => {
    const customerNumber = freshNumber();
    const aLink = (more: Partial<CustomerLink> = {}): CustomerLink => ({ linkId: newId(), via: 'LINK', accountId: newId(), version: 1, ended: false, customerNumber, ...more });
    const links: Link[] = [aLink(), aLink({ ended: true, version: 2 }), aLink({ customerNumber: freshNumber() }), { linkId: newId(), via: 'CUSTOMER_CENTRE', accountId: newId(), version: 1, ended: false, accessNumber: freshNumber() }];
    const [open, , elsewhere, centre] = links as [CustomerLink, CustomerLink, CustomerLink, Link];
    for (const link of links) await within((tx) => stores().links.put(tx, link));
    const find = (linkId: string) => within((tx) => stores().links.find(tx, linkId));
    const listOpen = () => within((tx) => stores().links.listOpen(tx, [customerNumber, freshNumber()]));
    expect([await find(centre.linkId), await find(newId()), await listOpen()]).toEqual([centre, undefined, [open]]);
    await within((tx) => stores().links.lose(tx, [open.linkId, centre.linkId], BY));
    await within((tx) => stores().links.lose(tx, [], BY));
    expect([await listOpen(), await find(open.linkId), await find(centre.linkId), await find(elsewhere.linkId)]).toEqual([[], { ...open, ended: true }, { ...centre, ended: true }, elsewhere]);
  });

  it('lists links of an account that were lost, and by what, until their own end is told', async () => {
    const accountId = newId();
    const aLink = (more: Partial<Link> = {}) => ({ linkId: newId(), via: 'CUSTOMER_CENTRE', accountId, version: 1, ended: false, accessNumber: freshNumber(), ...more }) as Link;
    const [lost, another, ended] = [aLink(), aLink(), aLink({ version: 2, ended: true })];
    for (const link of [lost, another, ended, aLink()]) await within((tx) => stores().links.put(tx, link));
    const list = (whose = accountId, limit = 9, after = '') => stores().links.listLost(whose, limit, after);
    expect(await list()).toEqual([]);
    await within((tx) => stores().links.lose(tx, [lost.linkId, another.linkId, ended.linkId], BY));
    const [first, second] = [lost.linkId, another.linkId].sort().map((linkId) => ({ linkId, ...BY }));
    expect([await list(), await list(accountId, 1), await list(accountId, 9, first!.linkId), await list(newId())]).toEqual([[first, second], [first], [second], []]);
    await within((tx) => stores().links.put(tx, { ...lost, version: 2, ended: true }));
    expect(await list()).toEqual([{ linkId: another.linkId, ...BY }]);
  });

  it('shows each account what it holds, and nothing of others', async () => {
    const [connected, linked, stranger] = [newId(), newId(), newId()];
    const { accessNumber, contract } = await save([...grantsTo(connected, 'LINK'), ...grantsTo(linked, 'LINK', 'CUSTOMER_CENTRE')]);
    const shown = { accessNumber, customerNumber: contract.customerNumber, product: contract.product };
    const find = (accountId: string) => stores().held.find(accountId, accessNumber, NOW);
    const all = ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'];
    expect(await find(connected)).toEqual({ ...shown, rights: all.slice(0, 2), sources: ['LINK'] });
    expect(await find(linked)).toEqual({ ...shown, rights: all, sources: ['LINK', 'CUSTOMER_CENTRE'] });
    expect([await find(stranger), await listed(stranger), await stores().held.find(linked, freshNumber(), NOW)]).toEqual([undefined, [], undefined]);
    expect(await stores().held.list(linked, {}, { limit: 9 }, NOW)).toEqual([await find(linked)]);
  });

  it('shows a contract from its beginning until its end, to the millisecond', async () => {
    const accountId = newId();
    const { accessNumber } = await save(grantsTo(accountId, 'LINK'), { terminatedAt: later(10) });
    const askedAt = async (now: Date) => [
      (await listed(accountId, {}, { limit: 9 }, now)).length === 1, (await stores().held.find(accountId, accessNumber, now)) !== undefined,
      (await stores().held.check(accountId, accessNumber, 'ADMINISTRATION', now)).allowed, (await stores().held.filter(accountId, [accessNumber], 'ADMINISTRATION', now)).length === 1,
    ];
    for (const [ms, isSeen] of [[-1, false], [0, true], [9, true], [10, false]] as const) expect(await askedAt(later(ms))).toEqual(Array(4).fill(isSeen));
  });

  it('shows what was given until a moment up to it, to the millisecond, and others what they hold', async () => {
    const [giver, receiver] = [newId(), newId()];
    const assigned = { id: newId(), via: 'ASSIGNMENT' as const, by: giver, to: receiver, rights: ['COMMERCIAL_CONTACT' as const], since: NOW, until: later(10) };
    const { accessNumber } = await save([...grantsTo(giver, 'LINK'), assigned]);
    const askedAt = async (who: string, now: Date) => [
      (await listed(who, {}, { limit: 9 }, now)).length === 1, (await stores().held.find(who, accessNumber, now)) !== undefined,
      (await stores().held.check(who, accessNumber, 'COMMERCIAL_CONTACT', now)).allowed, (await stores().held.filter(who, [accessNumber], 'COMMERCIAL_CONTACT', now)).length === 1,
    ];
    for (const [ms, isSeen] of [[0, true], [9, true], [10, false], [99, false]] as const) expect([await askedAt(receiver, later(ms)), await askedAt(giver, later(ms))]).toEqual([Array(4).fill(isSeen), Array(4).fill(true)]);
    expect(await stores().held.find(receiver, accessNumber, NOW)).toMatchObject({ rights: ['COMMERCIAL_CONTACT'], sources: ['ASSIGNMENT'] });
  });

  it('lists by access number, page by page, narrowed by number, product and beginning', async () => {
    const accountId = newId();
    const [first, second, third] = [
      await save(grantsTo(accountId, 'LINK'), { customerNumber: '7700001' }, '55010001'),
      await save(grantsTo(accountId, 'LINK'), { customerNumber: '5501000', product: 'CLOUD_PBX' }, '66020002'),
      await save(grantsTo(accountId, 'LINK'), { customerNumber: '7700001' }, '77000002'),
    ].map(({ accessNumber }) => accessNumber);
    expect([await listed(accountId, {}, { limit: 2 }), await listed(accountId, {}, { limit: 2, after: second! })]).toEqual([[first, second], [third]]);
    expect([await listed(accountId, { customerNumber: '7700001' }), await listed(accountId, { product: 'CLOUD_PBX' })]).toEqual([[first, third], [second]]);
    expect([await listed(accountId, { prefix: '5501' }), await listed(accountId, { prefix: '77' }), await listed(accountId, { prefix: '77000002' })]).toEqual([[first, second], [first, third], [third]]);
    for (const prefix of ['7', '770000', '9', 'x', '.*', '$gt', '5501000100']) expect(await listed(accountId, { prefix })).toEqual(prefix.startsWith('77') || prefix === '7' ? [first, third] : []);
    expect(await listed(accountId, { prefix: '77', product: 'SIP_TRUNK', customerNumber: '7700001' }, { limit: 9, after: first! })).toEqual([third]);
  });

  it('says whether somebody holds a right, and by which version of the contract', async () => {
    const [accountId, other] = [newId(), newId()];
    const { accessNumber } = await save([...grantsTo(accountId, 'LINK'), ...grantsTo(other, 'LINK', 'CUSTOMER_CENTRE')]);
    const check = (who: string, right: 'ADMINISTRATION' | 'INVOICE_ONLINE', number = accessNumber) => stores().held.check(who, number, right, NOW);
    expect([await check(accountId, 'ADMINISTRATION'), await check(accountId, 'INVOICE_ONLINE')]).toEqual([{ allowed: true, version: 7 }, { allowed: false, version: 7 }]);
    expect([await check(other, 'INVOICE_ONLINE'), await check(newId(), 'ADMINISTRATION')]).toEqual([{ allowed: true, version: 7 }, { allowed: false, version: 7 }]);
    expect(await check(accountId, 'ADMINISTRATION', freshNumber())).toEqual({ allowed: false, version: 0 });
  });

  it('tells of many contracts those on which somebody holds a right', async () => {
    const accountId = newId();
    const mine = [await save(grantsTo(accountId, 'LINK')), await save(grantsTo(accountId, 'LINK'))].map(({ accessNumber }) => accessNumber);
    const { accessNumber: foreign } = await save(grantsTo(newId(), 'LINK'));
    expect(await stores().held.filter(accountId, [foreign, ...mine, freshNumber()], 'ADMINISTRATION', NOW)).toEqual(mine);
    expect([await stores().held.filter(accountId, mine, 'INVOICE_ONLINE', NOW), await stores().held.filter(accountId, [], 'ADMINISTRATION', NOW)]).toEqual([[], []]);
  });
}
