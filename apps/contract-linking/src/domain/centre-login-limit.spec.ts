import { describe, expect, it } from '@jest/globals';
import { admitTry, type CentreTry, IN_VAIN_MEMORY_MS, MOST_IN_VAIN, nextTryAt } from './centre-login-limit.js';

const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms);
const aTry = (ms: number): CentreTry => ({ id: `try-${ms}`, at: at(ms) });
const tries = (count: number) => Array.from({ length: count }, (_, n) => aTry(n));

describe('credentials that are shown in vain', () => {
  it('are admitted ten times an hour', () => {
    expect(admitTry(tries(MOST_IN_VAIN - 1), aTry(50))).toHaveLength(MOST_IN_VAIN);
    expect(admitTry(tries(MOST_IN_VAIN), aTry(50))).toBeUndefined();
  });

  it('count for an hour, each by itself', () => {
    expect(admitTry(tries(MOST_IN_VAIN), aTry(IN_VAIN_MEMORY_MS - 1))).toBeUndefined();
    expect(admitTry(tries(MOST_IN_VAIN), aTry(IN_VAIN_MEMORY_MS))).toEqual([...tries(MOST_IN_VAIN).slice(1), aTry(IN_VAIN_MEMORY_MS)]);
    expect(nextTryAt(tries(MOST_IN_VAIN).reverse())).toEqual(at(IN_VAIN_MEMORY_MS));
  });
});
