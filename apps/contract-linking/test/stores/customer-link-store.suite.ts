import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction } from '#libs/kernel';
import { SYSTEM } from '../../src/domain/actors.js';
import type { CustomerLink } from '../../src/domain/customer-link.js';
import type { LinkingStores } from './linking-stores.js';

let last = 0;
const freshNumber = (): string => String(85_000_000 + ++last);

/** What every store of customer links, and of what is known of their accounts, does. */
export function customerLinkStoreSuite(stores: () => LinkingStores, now: Date): void {
  const at = (ms: number) => new Date(now.getTime() + ms);
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const opened = async (changes: Partial<CustomerLink> = {}): Promise<CustomerLink> => {
    const link = { id: newId(), accountId: newId(), customerNumber: freshNumber(), letterId: newId(), linkedAt: now, ...changes };
    await within((tx) => stores().links.open(tx, link));
    return link;
  };
  const end = (link: CustomerLink, ms: number) => within((tx) => stores().links.end(tx, link.id, at(ms), SYSTEM));
  const findOpen = ({ accountId, customerNumber }: CustomerLink) => within((tx) => stores().links.findOpen(tx, accountId, customerNumber));
  const findNewest = ({ accountId, customerNumber }: CustomerLink) => within((tx) => stores().links.findNewest(tx, accountId, customerNumber));

  it('find an open link, and the newest when there is none', async () => {
    const link = await opened();
    expect([await findOpen(link), await findNewest(link), await stores().links.newestOf(link.accountId, link.customerNumber)]).toEqual([link, link, link]);
    await end(link, 5);
    const ended = { ...link, endedAt: at(5), endedBy: SYSTEM };
    expect([await findOpen(link), await findNewest(link), await stores().links.newestOf(link.accountId, link.customerNumber)]).toEqual([undefined, ended, ended]);
    const anew = await opened({ accountId: link.accountId, customerNumber: link.customerNumber });
    expect([await findOpen(link), await findNewest(link)]).toEqual([anew, anew]);
    expect(await findNewest({ ...link, accountId: newId() })).toBeUndefined();
  });

  it('end a link once', async () => {
    const link = await opened();
    await end(link, 5);
    await end(link, 9);
    expect(await findNewest(link)).toEqual({ ...link, endedAt: at(5), endedBy: SYSTEM });
  });

  it('name the other accounts of a number, longest first, without those that have left', async () => {
    const customerNumber = freshNumber();
    const [third, first, gone, second] = [await opened({ customerNumber, linkedAt: at(30) }), await opened({ customerNumber }), await opened({ customerNumber }), await opened({ customerNumber, linkedAt: at(20) })];
    await end(gone, 1);
    await opened();
    const others = (exceptId: string, limit: number) => within((tx) => stores().links.othersOf(tx, customerNumber, exceptId, limit));
    expect(await others(newId(), 9)).toEqual([first.accountId, second.accountId, third.accountId]);
    expect([await others(first.accountId, 1), await others(second.accountId, 9)]).toEqual([[second.accountId], [first.accountId, third.accountId]]);
  });

  it('list the open links of an account by customer number, page by page', async () => {
    const accountId = newId();
    const links = [await opened({ accountId }), await opened({ accountId }), await opened({ accountId })];
    await end(await opened({ accountId }), 1);
    await opened();
    const list = (page: { limit: number; after?: string }) => stores().links.listOf(accountId, page);
    expect([await list({ limit: 9 }), await list({ limit: 2 }), await list({ limit: 2, after: links[1]!.customerNumber })]).toEqual([links, links.slice(0, 2), [links[2]]]);
  });

  it('list all links of an account or of a customer number, newest first, page by page', async () => {
    const [accountId, customerNumber] = [newId(), freshNumber()];
    const [first, foreign, second] = [await opened({ accountId, customerNumber }), await opened({ customerNumber }), await opened({ accountId })];
    await end(first, 3);
    const ended = { ...first, endedAt: at(3), endedBy: SYSTEM };
    const { links } = stores();
    expect(await links.historyOf({ accountId }, { limit: 9 })).toEqual([second, ended]);
    expect([await links.historyOf({ customerNumber }, { limit: 1 }), await links.historyOf({ customerNumber }, { limit: 9, before: foreign.id })]).toEqual([[foreign], [ended]]);
  });

  it('remember that an account is closed, for whoever locks it later', async () => {
    const accountId = newId();
    const lock = () => within((tx) => stores().accounts.lock(tx, accountId));
    expect([await lock(), await lock()]).toEqual([{ isClosed: false }, { isClosed: false }]);
    await stores().accounts.close(accountId, now);
    expect(await lock()).toEqual({ isClosed: true });
  });
}
