import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { afterNews, type AuthorizationNews, type MobileAuthorization } from './mobile-authorization.js';
import { isNewer } from './stamp.js';

const at = (ms: number) => new Date(Date.UTC(2026, 4, 1) + ms);
const newsOf = (granted: boolean, ms: number, id: string): AuthorizationNews => ({ customerNumber: '712345', email: 'a@b.example', granted, stamp: { time: at(ms), id } });

describe('a mobile authorization', () => {
  it('is what the latest fact says, in whatever order the facts arrive, and however often', () => {
    const facts = fc.uniqueArray(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.stringMatching(/^[a-f]{1,3}$/)), { minLength: 1, maxLength: 8, selector: ([, , id]) => id });
    const orders = facts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length, maxLength: 2 * all.length })));
    fc.assert(fc.property(orders, ([all, order]) => {
      const heard = order.reduce<MobileAuthorization | undefined>((known, [granted, ms, id]) => afterNews(known, newsOf(granted, ms, id))?.next ?? known, undefined);
      const [granted, ms, id] = all.reduce((last, next) => (isNewer(newsOf(...next).stamp, newsOf(...last).stamp) ? next : last));
      expect(heard).toEqual(newsOf(granted, ms, id));
    }));
  });

  it('stays with its account while it is granted, and leaves it when it is revoked', () => {
    const bound = { ...newsOf(true, 1, 'a'), accountId: 'x' };
    expect(afterNews(bound, newsOf(true, 2, 'b'))).toEqual({ next: { ...newsOf(true, 2, 'b'), accountId: 'x' } });
    expect(afterNews(bound, newsOf(false, 2, 'b'))).toEqual({ next: newsOf(false, 2, 'b'), unbound: 'x' });
    expect(afterNews(bound, newsOf(false, 1, 'a'))).toBeUndefined();
    expect(afterNews(bound, newsOf(false, 0, 'z'))).toBeUndefined();
  });
});
