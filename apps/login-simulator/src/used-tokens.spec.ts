import { describe, expect, it } from '@jest/globals';
import { UsedTokens } from './used-tokens.js';

describe('used tokens', () => {
  it('are used once, each by itself', () => {
    const used = new UsedTokens();
    expect([used.use('a', 60_000, 0), used.use('b', 60_000, 0), used.use('a', 60_000, 59_999)]).toEqual([true, true, false]);
  });

  it('are forgotten once they have expired', () => {
    const used = new UsedTokens();
    used.use('a', 60_000, 0);
    expect(used.use('a', 120_000, 60_000)).toBe(true);
    expect(used.use('a', 180_000, 119_999)).toBe(false);
  });
});
