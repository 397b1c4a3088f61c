import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction } from '#libs/kernel';
import { PER_ACCOUNT } from '../../src/domain/connect-tries.js';
import { after, type Letter, LetterTimes } from '../../src/domain/letter.js';
import type { LetterRequest } from '../../src/domain/letter-request.js';
import { RECIPIENT } from '../memory/memory-linking.js';
import type { LinkingStores } from './linking-stores.js';

const DAY = 24 * 3_600_000;
let last = 0;
const freshNumber = (): string => String(80_000_000 + ++last);

/** What every store of letters, of requests for them and of tries with their one-time passwords does. */
export function letterStoreSuite(stores: () => LinkingStores, now: Date): void {
  const at = (ms: number) => new Date(now.getTime() + ms);
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const aLetter = (changes: Partial<Letter> = {}): Letter => {
    const order = { customerNumber: freshNumber(), channel: 'LETTER', locale: 'de', isReissue: false } as const;
    const made = new LetterTimes(10 * DAY).newLetter(order, { code: 'c', hash: newId(), cost: { memoryKib: 64, passes: 1 } }, now);
    return { ...made, causeId: newId(), ...changes };
  };
  const added = async (changes: Partial<Letter> = {}): Promise<Letter> => {
    const letter = aLetter(changes);
    await within((tx) => stores().letters.add(tx, letter));
    return letter;
  };
  const record = (letter: Letter) => within((tx) => stores().letters.record(tx, letter));
  const find = (id: string) => within((tx) => stores().letters.find(tx, id));

  it('find a letter as it was stored, by id, cause, and hash with its customer number', async () => {
    const letter = await added();
    const { letters } = stores();
    expect([await find(letter.id), await within((tx) => letters.findByCause(tx, letter.causeId)), await letters.findByHash(letter.customerNumber, letter.hash)]).toEqual([letter, letter, letter]);
    expect([await letters.findByHash(freshNumber(), letter.hash), await find(newId()), await within((tx) => letters.findByCause(tx, newId()))]).toEqual([undefined, undefined, undefined]);
  });

  it('find the open one of a number until it is recorded as ended', async () => {
    const letter = await added();
    const open = () => within((tx) => stores().letters.openOf(tx, letter.customerNumber));
    expect(await open()).toEqual(letter);
    const sent = { ...after(letter, 'dispatched', now), dispatchedAt: at(5) };
    await record(sent);
    expect(await open()).toEqual(sent);
    const replaced = after(sent, 'replaced', now);
    await record(replaced);
    expect([await open(), await find(letter.id)]).toEqual([undefined, replaced]);
  });

  it('redeem an open letter once, and never one whose time is over', async () => {
    const [letter, late, blocked] = [await added(), await added(), await added({ state: 'BLOCKED' })];
    const redeem = (id: string, when: Date) => within((tx) => stores().letters.redeem(tx, id, when));
    expect(await redeem(letter.id, at(10 * DAY - 1))).toEqual({ ...letter, state: 'REDEEMED', version: 3 });
    expect([await redeem(letter.id, now), await redeem(late.id, at(10 * DAY)), await redeem(blocked.id, now)]).toEqual([undefined, undefined, undefined]);
    expect(await find(late.id)).toEqual(late);
  });

  it('list letters of a number newest first, page by page', async () => {
    const customerNumber = freshNumber();
    const ids: string[] = [];
    for (const state of ['REPLACED', 'REDEEMED', 'ORDERED'] as const) ids.unshift((await added({ customerNumber, state })).id);
    const list = async (page: { limit: number; before?: string }) => (await within((tx) => stores().letters.listOf(tx, customerNumber, page))).map(({ id }) => id);
    expect([await list({ limit: 9 }), await list({ limit: 2 }), await list({ limit: 2, before: ids[1]! })]).toEqual([ids, ids.slice(0, 2), [ids[2]]]);
  });

  it('know when letters were re-issued, and at what cost the newest was hashed', async () => {
    const customerNumber = freshNumber();
    expect(await stores().letters.costOfNewest(customerNumber)).toBeUndefined();
    const issued = [{ ms: 0, isReissue: true }, { ms: 10, isReissue: false }, { ms: 20, isReissue: true }, { ms: 30, isReissue: true }];
    for (const [n, { ms, isReissue }] of issued.entries()) await added({ customerNumber, isReissue, issuedAt: at(ms), state: 'REPLACED', cost: { memoryKib: 64 + n, passes: 1 } });
    expect(await within((tx) => stores().letters.reissuedSince(tx, customerNumber, at(20)))).toEqual([at(20), at(30)]);
    expect(await stores().letters.costOfNewest(customerNumber)).toEqual({ memoryKib: 67, passes: 1 });
  });

  it('find open ones whose time is over, a few at a time', async () => {
    const [first, second] = [await added({ expiresAt: at(-20) }), await added({ expiresAt: now, state: 'DISPATCHED' })];
    await added({ expiresAt: at(-10), state: 'REDEEMED' });
    await added({ expiresAt: at(1) });
    const overdue = async (limit: number) => (await within((tx) => stores().letters.overdue(tx, now, limit))).map(({ id }) => id);
    expect(await overdue(9)).toEqual([first.id, second.id]);
    expect(await overdue(1)).toEqual([first.id]);
    for (const letter of [first, second]) await record(after(letter, 'expired', now));
  });

  it('keep the request of the CRM that was recorded last, whole', async () => {
    const customerNumber = freshNumber();
    const { email: _email, ...without } = RECIPIENT;
    const request = (recipient: LetterRequest['recipient'], id: string): LetterRequest => ({ customerNumber, channel: 'LETTER', recipient, locale: 'en', stamp: { time: at(1), id } });
    const newest = () => within((tx) => stores().requests.newest(tx, customerNumber));
    expect(await newest()).toBeUndefined();
    for (const one of [request(RECIPIENT, 'a'), request(without, 'b')]) {
      await within((tx) => stores().requests.record(tx, one));
      expect(await newest()).toEqual(one);
    }
  });

  it('admit five tries of an account for a number in a day, also when fifty come at once', async () => {
    const [accountId, customerNumber] = [newId(), freshNumber()];
    const take = (ms = 0, number = customerNumber) => stores().tries.take(accountId, number, at(ms));
    const waits = await Promise.all(Array.from({ length: 50 }, () => take()));
    expect(waits.filter((until) => until === undefined)).toHaveLength(5);
    expect(new Set(waits.flatMap((until) => (until ? [until.getTime()] : [])))).toEqual(new Set([at(DAY).getTime()]));
    expect([await take(DAY - 1), await take(DAY - 1, freshNumber()), await stores().tries.take(newId(), customerNumber, at(0))]).toEqual([at(DAY), undefined, undefined]);
    expect([await take(DAY), await take(DAY)]).toEqual([undefined, undefined]);
  });

  it('admit so many tries of an account for all numbers together in an hour', async () => {
    const accountId = newId();
    for (let n = 0; n < PER_ACCOUNT.most; n++) expect(await stores().tries.takeOfAccount(accountId, now)).toBeUndefined();
    expect([await stores().tries.takeOfAccount(accountId, at(1)), await stores().tries.takeOfAccount(newId(), at(1))]).toEqual([at(PER_ACCOUNT.within), undefined]);
    expect(await stores().tries.takeOfAccount(accountId, at(PER_ACCOUNT.within))).toBeUndefined();
  });

  it('give back a try that was none, to the account and to the number', async () => {
    const [accountId, customerNumber] = [newId(), freshNumber()];
    const { tries } = stores();
    for (let n = 0; n < 5; n++) expect(await tries.take(accountId, customerNumber, at(n))).toBeUndefined();
    for (let n = 0; n < 2; n++) await tries.takeOfAll(customerNumber, at(n));
    await tries.giveBack(accountId, customerNumber, at(3));
    expect([await tries.take(accountId, customerNumber, at(9)), await tries.take(accountId, customerNumber, at(9)), await tries.takeOfAll(customerNumber, at(9))]).toEqual([undefined, at(DAY), 2]);
  });

  it('count nothing for whoever must wait', async () => {
    const [accountId, customerNumber] = [newId(), freshNumber()];
    const take = (hours: number) => stores().tries.take(accountId, customerNumber, at(hours * 3_600_000));
    for (const hours of [0, 1, 2, 3, 4]) await take(hours);
    expect([await take(5), await take(23)]).toEqual([at(DAY), at(DAY)]);
    expect([await take(24), await take(24)]).toEqual([undefined, at(25 * 3_600_000)]);
  });

  it('forget an account’s tries at a success, and those of all at a new letter', async () => {
    const [accountId, customerNumber] = [newId(), freshNumber()];
    const { tries } = stores();
    for (let n = 0; n < 5; n++) await tries.take(accountId, customerNumber, now);
    const counted = await Promise.all(Array.from({ length: 10 }, () => tries.takeOfAll(customerNumber, now)));
    expect(counted.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    await within((tx) => tries.clear(tx, accountId, customerNumber));
    expect([await tries.take(accountId, customerNumber, now), await tries.takeOfAll(customerNumber, now)]).toEqual([undefined, 11]);
    await within((tx) => tries.clearOfAll(tx, customerNumber));
    expect(await tries.takeOfAll(customerNumber, now)).toBe(1);
  });
}
