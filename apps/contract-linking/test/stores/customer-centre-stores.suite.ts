import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction, type Transactions } from '#libs/kernel';
import { IN_VAIN_MEMORY_MS, MOST_IN_VAIN } from '../../src/domain/centre-login-limit.js';
import type { CentreTriesStore } from '../../src/domain/centre-tries.store.js';
import { newVerification } from '../../src/domain/centre-verification.js';
import type { CentreVerificationStore } from '../../src/domain/centre-verification.store.js';
import type { CustomerCentreLink } from '../../src/domain/customer-centre-link.js';
import type { CustomerCentreLinkStore } from '../../src/domain/customer-centre-link.store.js';

export interface CustomerCentreStores {
  transactions: Transactions;
  links: CustomerCentreLinkStore;
  verifications: CentreVerificationStore;
  tries: CentreTriesStore;
}

const NOW = new Date('2026-03-01T12:00:00.000Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const NUMBERS = ['0228100001', '0228100002', '0228100003'];

/** What every implementation of the stores of capability 10 does. */
export function customerCentreStoresSuite(stores: () => CustomerCentreStores): void {
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(10_000), work);
  const aLink = (accountId: string, accessNumber: string, linkedAt = NOW): CustomerCentreLink => ({ id: newId(), accountId, accessNumber, product: 'SIP_TRUNK', linkedAt });
  const linked = async (accountId: string, accessNumbers = NUMBERS) => {
    const links = accessNumbers.map((number) => aLink(accountId, number));
    await within((tx) => stores().links.add(tx, links));
    return links;
  };

  it('gives open links back by access number, and nobody else’s', async () => {
    const accountId = newId();
    const links = await linked(accountId);
    await linked(newId());
    expect(await stores().links.listOf(accountId, { limit: 10 })).toEqual(links);
    expect(await stores().links.listOf(accountId, { limit: 1, after: NUMBERS[0]! })).toEqual([links[1]]);
    expect(await within((tx) => stores().links.openAmong(tx, accountId, ['0228100003', '0228100001', '0228999999']))).toEqual([links[0], links[2]]);
  });

  it('ends an open link once, by its id or by what it links, and only its owner’s', async () => {
    const accountId = newId();
    const [first, second, third] = await linked(accountId);
    const byId = (whose: string) => within((tx) => stores().links.endSomeOf(tx, whose, { most: 2, linkIds: [first!.id, newId()] }, later(1)));
    const byNumber = (whose: string) => within((tx) => stores().links.endOf(tx, whose, second!.accessNumber, later(1)));
    expect([await byId(newId()), await byNumber(newId())]).toEqual([[], undefined]);
    expect([await byId(accountId), await byNumber(accountId)]).toEqual([[{ ...first, endedAt: later(1) }], { ...second, endedAt: later(1) }]);
    expect([await byId(accountId), await byNumber(accountId)]).toEqual([[], undefined]);
    expect(await stores().links.listOf(accountId, { limit: 10 })).toEqual([third]);
  });

  it('keeps ended links, and links anew beside them', async () => {
    const accountId = newId();
    const number = NUMBERS[0]!;
    expect(await within((tx) => stores().links.lastEnded(tx, accountId, number))).toBeUndefined();
    for (const minute of [1, 2]) {
      await linked(accountId, [number]);
      await within((tx) => stores().links.endOf(tx, accountId, number, later(minute * 60_000)));
    }
    const [open] = await linked(accountId, [number]);
    expect(await within((tx) => stores().links.lastEnded(tx, accountId, number))).toMatchObject({ accessNumber: number, endedAt: later(120_000) });
    expect(await stores().links.listOf(accountId, { limit: 10 })).toEqual([open]);
  });

  it('ends the open links of an account, as many as wanted at a time', async () => {
    const accountId = newId();
    const links = await linked(accountId);
    const some = (most: number) => within((tx) => stores().links.endSomeOf(tx, accountId, { most }, later(1)));
    expect(await some(2)).toEqual(links.slice(0, 2).map((link) => ({ ...link, endedAt: later(1) })));
    expect(await some(2)).toEqual([{ ...links[2], endedAt: later(1) }]);
    expect(await some(2)).toEqual([]);
  });

  it('finds a verification for its minute, for its account only', async () => {
    const accountId = newId();
    const verification = newVerification(newId(), accountId, { subject: 'login-1', accessNumbers: NUMBERS }, NOW);
    await within((tx) => stores().verifications.add(tx, verification));
    const find = (whose: string, at: Date) => within((tx) => stores().verifications.find(tx, verification.id, whose, at));
    expect(await find(accountId, later(59_999))).toEqual(verification);
    expect(await find(accountId, later(60_000))).toBeUndefined();
    expect(await find(newId(), NOW)).toBeUndefined();
    expect(await within((tx) => stores().verifications.find(tx, newId(), accountId, NOW))).toBeUndefined();
  });

  it('uses a verification up once, and keeps what came of it', async () => {
    const accountId = newId();
    const verification = newVerification(newId(), accountId, { subject: 'login-1', accessNumbers: NUMBERS }, NOW);
    await within((tx) => stores().verifications.add(tx, verification));
    const use = (linkedNumbers: string[]) => within((tx) => stores().verifications.use(tx, verification.id, linkedNumbers));
    expect([await use(NUMBERS.slice(0, 1)), await use(NUMBERS)]).toEqual([true, false]);
    expect(await within((tx) => stores().verifications.find(tx, verification.id, accountId, NOW))).toEqual({ ...verification, linked: NUMBERS.slice(0, 1) });
  });

  it('counts tries per account, and says when there is room again', async () => {
    const accountId = newId();
    const take = (at: Date, id = newId()) => stores().tries.take(accountId, { id, at });
    for (let n = 0; n < MOST_IN_VAIN; n++) expect(await take(later(n))).toBeUndefined();
    expect(await take(later(60_000))).toEqual(later(IN_VAIN_MEMORY_MS));
    expect(await stores().tries.take(newId(), { id: newId(), at: NOW })).toBeUndefined();
    expect(await take(later(IN_VAIN_MEMORY_MS))).toBeUndefined();
    expect(await take(later(IN_VAIN_MEMORY_MS))).toEqual(later(1 + IN_VAIN_MEMORY_MS));
  });

  it('has room again for what is given back', async () => {
    const accountId = newId();
    const ids = Array.from({ length: MOST_IN_VAIN }, () => newId());
    for (const id of ids) await stores().tries.take(accountId, { id, at: NOW });
    await stores().tries.giveBack(accountId, ids[3]!);
    await stores().tries.giveBack(accountId, newId());
    const take = () => stores().tries.take(accountId, { id: newId(), at: NOW });
    expect([await take(), await take()]).toEqual([undefined, later(IN_VAIN_MEMORY_MS)]);
  });

  it('lets no more tries in together than one after the other', async () => {
    const accountId = newId();
    const taken = await Promise.all(Array.from({ length: 3 * MOST_IN_VAIN }, () => stores().tries.take(accountId, { id: newId(), at: NOW })));
    expect(taken.filter((until) => until === undefined)).toHaveLength(MOST_IN_VAIN);
  });
}
