import { describe, expect, it } from '@jest/globals';
import { assertMayReissue } from './reissue-quota.js';

const now = new Date('2026-01-10T12:00:00Z');
const MINUTE = 60_000;
/** `count` letters, one a minute, the newest `minutes` ago. */
const letters = (count: number, minutes: number) => Array.from({ length: count }, (_, index) => new Date(now.getTime() - (minutes + count - 1 - index) * MINUTE));
const wait = (times: Date[]): number | undefined => {
  try {
    assertMayReissue(times, now);
    return undefined;
  } catch (error) {
    return (error as { params: { retryAfter: number } }).params.retryAfter;
  }
};

describe('re-issued letters', () => {
  it('are at most ten an hour', () => {
    expect(wait(letters(9, 1))).toBeUndefined();
    expect(wait(letters(10, 1))).toBe(50 * 60);
    expect(wait(letters(10, 51))).toBeUndefined();
  });

  it('are at most twenty a day', () => {
    expect(wait(letters(19, 120))).toBeUndefined();
    expect(wait(letters(20, 120))).toBe(24 * 3_600 - 139 * 60);
    expect(wait([...letters(15, 300), ...letters(10, 1)])).toBe(24 * 3_600 - 309 * 60);
  });
});
