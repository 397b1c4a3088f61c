import { describe, expect, it } from '@jest/globals';
import { countingAt, MOST_TRIES, waitUntil } from './connect-tries.js';

const now = new Date('2026-01-10T12:00:00Z');
const HOUR = 3_600_000;
const ago = (...hours: number[]) => hours.map((hour) => new Date(now.getTime() - hour * HOUR));

describe('tries with a one-time password', () => {
  it('are five in 24 hours, wherever a day begins', () => {
    expect([waitUntil([], now), waitUntil(ago(23, 20, 3, 1), now)]).toEqual([undefined, undefined]);
    expect(waitUntil(ago(23, 20, 3, 2, 1), now)).toEqual(new Date(now.getTime() + HOUR));
    expect(waitUntil(ago(24, 20, 3, 2, 1), now)).toBeUndefined();
  });

  it('wait for the oldest of the last five', () => {
    expect(waitUntil(ago(23, 22, 20, 3, 2, 1), now)).toEqual(new Date(now.getTime() + 2 * HOUR));
  });

  it('count for as long as they are younger than a day', () => {
    expect(countingAt(ago(25, 24, 23.999, 0), now)).toHaveLength(2);
    expect(MOST_TRIES).toBe(5);
  });
});
