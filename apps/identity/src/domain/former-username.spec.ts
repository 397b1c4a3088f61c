import { describe, expect, it } from '@jest/globals';
import { formerUsername, isReserved } from './former-username.js';

const DAY = 24 * 3_600_000;
const now = new Date('2026-05-01T10:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);

describe('a username that was given up', () => {
  it('is free for others after 90 days, to the millisecond, and for its former owner at once', () => {
    const former = formerUsername('anna.muster', 'a', now);
    expect([isReserved(former, 'b', now), isReserved(former, 'b', after(90 * DAY - 1)), isReserved(former, 'b', after(90 * DAY))]).toEqual([true, true, false]);
    expect(isReserved(former, 'a', now)).toBe(false);
  });

  it('is free if nobody ever had it', () => {
    expect(isReserved(undefined, 'a', now)).toBe(false);
  });
});
