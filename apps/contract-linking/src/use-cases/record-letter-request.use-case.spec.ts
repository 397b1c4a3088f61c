import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { letterChanged, oneTimePasswordIssued } from '#libs/contracts';
import { call, DAY, memoryLinking, newestMail, ordered, RECIPIENT } from '../../test/memory/memory-linking.js';

const NUMBER = '1000000';
const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));

describe('a letter that the CRM orders', () => {
  it('is made, told and put on its way in one transaction, with the code in nothing but the sealed delivery', async () => {
    const linking = memoryLinking();
    const { transactions, database } = linking.stores;
    const code = await ordered(linking, NUMBER, { channel: 'EMAIL' as 'LETTER' });
    expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/);
    const { letterId, causeId, recipient } = newestMail(linking);
    const expiresAt = new Date(linking.clock.now().getTime() + 10 * DAY).toISOString();
    expect(recipient).toEqual(RECIPIENT);
    expect(transactions.facts).toMatchObject([
      { type: oneTimePasswordIssued.type, subject: letterId, sequence: 1, data: { actor: { kind: 'CRM' }, letterId, customerNumber: NUMBER, channel: 'EMAIL', locale: 'de', expiresAt } },
      { type: letterChanged.type, subject: letterId, sequence: 2, data: { state: 'ORDERED' } },
    ]);
    expect(transactions.audits).toMatchObject([{ action: 'letter.ordered', about: `customer ${NUMBER}`, details: { letterId, channel: 'EMAIL', expiresAt, replaced: [] } }]);
    expect(database.letters.get(letterId)).toMatchObject({ state: 'ORDERED', causeId, isReissue: false });
    expect(JSON.stringify([transactions.facts, transactions.audits, database.requests.get(NUMBER)])).not.toContain(code);
  });

  it('takes the place of an older open one of the same number, and of no other', async () => {
    const linking = memoryLinking();
    await ordered(linking, '2000000');
    await ordered(linking, NUMBER);
    const { letterId } = newestMail(linking);
    linking.clock.advance(1_000);
    await ordered(linking, NUMBER);
    const states = [...linking.stores.database.letters.values()].map(({ customerNumber, state }) => `${customerNumber} ${state}`);
    expect(states.sort()).toEqual([`${NUMBER} ORDERED`, `${NUMBER} REPLACED`, '2000000 ORDERED']);
    expect(linking.stores.transactions.facts.filter(({ subject }) => subject === letterId).map(({ sequence, data }) => [sequence, (data as { state?: string }).state])).toEqual([[1, undefined], [2, 'ORDERED'], [3, 'REPLACED']]);
  });

  it('that came too late to be replaced has expired', async () => {
    const linking = memoryLinking();
    await ordered(linking, NUMBER);
    linking.clock.advance(10 * DAY);
    await ordered(linking, NUMBER);
    expect([...linking.stores.database.letters.values()].map(({ state }) => state)).toEqual(['EXPIRED', 'ORDERED']);
  });

  it('is not made for a request that a later one has overtaken, nor twice', async () => {
    const linking = memoryLinking();
    const { stores } = linking;
    const request = (hour: number, id: string, city: string) => ({ time: at(hour), id, recipient: { ...RECIPIENT, city } });
    await ordered(linking, NUMBER, request(5, 'b', 'Bonn'));
    for (const late of [request(4, 'z', 'Köln'), request(5, 'a', 'Köln'), request(5, 'b', 'Köln')]) await ordered(linking, NUMBER, late);
    expect([stores.database.letters.size, stores.database.requests.get(NUMBER)!.recipient.city]).toEqual([1, 'Bonn']);
    await ordered(linking, NUMBER, request(5, 'c', 'Berlin'));
    expect([stores.database.letters.size, stores.database.requests.get(NUMBER)!.recipient.city]).toEqual([2, 'Berlin']);
  });

  it('leaves in whatever order the requests come the newest recipient known and one letter open, that of the newest request', async () => {
    const requests = Array.from({ length: 6 }, (_, n) => ({ time: at(n % 4), id: `id-${n}`, recipient: { ...RECIPIENT, city: `City ${n}` } }));
    const newest = requests.reduce((a, b) => (b.time > a.time || (b.time.getTime() === a.time.getTime() && b.id > a.id) ? b : a));
    const order = fc.shuffledSubarray([...requests, ...requests.slice(0, 2)], { minLength: requests.length + 2 });
    await fc.assert(
      fc.asyncProperty(order, async (shuffled) => {
        const linking = memoryLinking();
        for (const request of shuffled) await ordered(linking, NUMBER, request);
        const { database, transactions } = linking.stores;
        const open = [...database.letters.values()].filter(({ state }) => state === 'ORDERED');
        expect([database.requests.get(NUMBER)!.recipient, open.length]).toEqual([newest.recipient, 1]);
        const mail = transactions.deliveries.find(({ causeId }) => causeId === open[0]!.causeId)!;
        expect(JSON.parse(mail.secret)).toMatchObject({ recipient: newest.recipient });
      }),
      { numRuns: 200 },
    );
  });

  it('waits for room to hash, and leaves nothing behind without', async () => {
    const linking = memoryLinking();
    linking.hasher.full = true;
    await expect(ordered(linking, NUMBER)).rejects.toMatchObject({ code: 'service-unavailable' });
    linking.hasher.full = false;
    await ordered(linking, NUMBER);
    expect(linking.stores.database.letters.size).toBe(1);
  });
});

describe('a letter on its way', () => {
  it('is dispatched once, and its secret is kept no longer', async () => {
    const linking = memoryLinking();
    await ordered(linking, NUMBER);
    const { causeId, letterId } = newestMail(linking);
    const sentAt = new Date(linking.clock.now().getTime() + 1_000);
    for (let n = 0; n < 2; n++) await linking.recordDispatch.execute(causeId, sentAt, call());
    expect(linking.stores.database.letters.get(letterId)).toMatchObject({ state: 'DISPATCHED', dispatchedAt: sentAt, version: 3 });
    expect(linking.stores.transactions.facts.slice(2)).toMatchObject([{ type: letterChanged.type, sequence: 3, data: { actor: { kind: 'SYSTEM' }, state: 'DISPATCHED' } }]);
    expect(linking.secrets.causes).toEqual([causeId, causeId]);
  });

  it('that has ended stays ended when the news of its dispatch comes', async () => {
    const linking = memoryLinking();
    await ordered(linking, NUMBER);
    const { causeId, letterId } = newestMail(linking);
    linking.clock.advance(1);
    await ordered(linking, NUMBER);
    const told = linking.stores.transactions.facts.length;
    await linking.recordDispatch.execute(causeId, linking.clock.now(), call());
    await linking.recordDispatch.execute('of somebody else', linking.clock.now(), call());
    expect(linking.stores.database.letters.get(letterId)).toMatchObject({ state: 'REPLACED', dispatchedAt: linking.clock.now() });
    expect(linking.stores.transactions.facts).toHaveLength(told);
  });

  it('expires in time, and that is told', async () => {
    const linking = memoryLinking();
    await ordered(linking, NUMBER);
    const { letterId } = newestMail(linking);
    expect(await linking.expire.execute(call())).toBe(true);
    linking.clock.advance(10 * DAY);
    expect(await linking.expire.execute(call())).toBe(true);
    expect(linking.stores.database.letters.get(letterId)!.state).toBe('EXPIRED');
    expect(linking.stores.transactions.facts.at(-1)).toMatchObject({ subject: letterId, sequence: 3, data: { state: 'EXPIRED' } });
    expect(await linking.expire.execute(call())).toBe(true);
    expect(linking.stores.transactions.facts).toHaveLength(3);
  });
});
