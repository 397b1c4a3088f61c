import { describe, expect, it } from '@jest/globals';
import { parseDuration } from './index.js';

describe('parseDuration', () => {
  it.each([['P10D', 864_000_000], ['PT5S', 5_000], ['PT30M', 1_800_000], ['P1DT2H', 93_600_000], ['PT0.5S', 500]])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', 'P', 'PT', '5s', 'P1M', 'P1DT', '-PT5S'])('refuses "%s"', (text) => {
    expect(() => parseDuration(text)).toThrow(RangeError);
  });
});
