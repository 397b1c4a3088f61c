import { describe, expect, it } from '@jest/globals';
import { isAlive, SessionTimes } from './session.js';

const now = new Date('2026-05-01T10:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const times = new SessionTimes(2_000, 10_000, 500);
const start = { accountId: 'a', role: 'MASTER_ADMINISTRATOR', contactDataRequired: false, device: 'd', ipPrefix: 'p' } as const;

describe('a session', () => {
  it('lives until it idles too long or ends', () => {
    const session = times.start(start, now);
    expect([isAlive(session, after(1_999)), isAlive(session, after(2_000))]).toEqual([true, false]);
    expect(isAlive({ ...session, endedAt: now }, now)).toBe(false);
  });

  it('never idles beyond its absolute end', () => {
    expect(new SessionTimes(20_000, 10_000, 0).start(start, now).idleExpiresAt).toEqual(after(10_000));
  });

  it('takes a used token for a lost answer while its successor is unused and the grace lasts', () => {
    const rotated = { ...times.start(start, now), generation: 5, rotatedAt: now };
    expect(times.isLostAnswer(rotated, 4, after(500))).toBe(true);
    expect(times.isLostAnswer(rotated, 4, after(501))).toBe(false);
    expect(times.isLostAnswer(rotated, 3, now)).toBe(false);
    expect(times.isLostAnswer(rotated, 5, now)).toBe(false);
  });
});
