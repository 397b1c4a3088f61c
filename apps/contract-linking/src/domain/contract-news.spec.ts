import { describe, expect, it } from '@jest/globals';
import { newsOf } from './contract-news.js';
import type { Life } from './contract-state.js';

const day = (n: number) => new Date(Date.UTC(2026, 0, n));
const life = (more: Partial<Life> = {}): Life => ({ number: 1, customerNumber: '1000000', product: 'SIP_TRUNK', validFrom: day(1), ...more });
const told = (before: Life | undefined, next: Life | undefined, at = day(10)) => newsOf(before, next, at).map(({ kind }) => kind);

describe('news of a contract', () => {
  it('begin with its opening, even when it has ended', () => {
    expect(told(undefined, life())).toEqual(['opened']);
    expect(told(undefined, life({ terminatedAt: day(5) }))).toEqual(['opened', 'ended']);
  });

  it('are none while nothing changes, or nothing may be seen', () => {
    expect(told(life(), life())).toEqual([]);
    expect(told(undefined, undefined)).toEqual([]);
    expect(told(life({ terminatedAt: day(5) }), undefined)).toEqual([]);
  });

  it('tell corrections, moves and ends', () => {
    expect(told(life(), life({ product: 'CLOUD_PBX' }))).toEqual(['opened']);
    expect(told(life(), life({ customerNumber: '2000000' }))).toEqual(['moved']);
    expect(told(life(), life({ customerNumber: '2000000', terminatedAt: day(5) }))).toEqual(['moved', 'ended']);
    expect(told(life(), life({ terminatedAt: day(5) }))).toEqual(['ended']);
    expect(told(life({ terminatedAt: day(5) }), life({ terminatedAt: day(6) }))).toEqual(['ended']);
    expect(told(life({ terminatedAt: day(5) }), life({ product: 'CLOUD_PBX', terminatedAt: day(5) }))).toEqual(['ended']);
  });

  it('end the old life before a new one is opened, whatever came first', () => {
    const second = life({ number: 2, validFrom: day(8), previousEnd: day(5) });
    expect(told(life({ terminatedAt: day(5) }), second)).toEqual(['opened']);
    expect(newsOf(life(), second, day(10))).toEqual([{ kind: 'ended', life: life({ terminatedAt: day(5) }) }, { kind: 'opened', life: second }]);
    expect(told(life({ terminatedAt: day(5) }), { ...second, terminatedAt: day(9) })).toEqual(['opened', 'ended']);
  });

  it('end what may not be seen any more, at the time of the fact that hides it', () => {
    expect(newsOf(life(), undefined, day(10))).toEqual([{ kind: 'ended', life: life({ terminatedAt: day(10) }) }]);
    expect(told(life({ terminatedAt: day(20) }), undefined)).toEqual(['ended']);
  });
});
