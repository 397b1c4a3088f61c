import { describe, expect, it } from '@jest/globals';
import { isOver, nextAttempt } from './retry-schedule.policy.js';

const queuedAt = new Date('2026-11-22T10:00:00Z');
const HOUR = 3_600_000;

/** Pauses in seconds until the message is given up, each attempt failing at once. */
function pausesOf(random: () => number, expiresAt?: Date): number[] {
  const pauses: number[] = [];
  let now = queuedAt;
  for (let attempts = 1; ; attempts++) {
    const next = nextAttempt({ queuedAt, attempts, ...(expiresAt && { expiresAt }) }, now, random);
    if (!next) return pauses;
    pauses.push((next.getTime() - now.getTime()) / 1_000);
    now = next;
  }
}

describe('the retry schedule', () => {
  it('starts within seconds, grows, and ends within 72 hours', () => {
    const pauses = pausesOf(() => 0.5);
    expect(pauses.slice(0, 6)).toEqual([5, 15, 45, 120, 300, 900]);
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
    const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 3_600;
    expect(hours).toBeGreaterThan(66);
    expect(hours).toBeLessThan(72);
  });

  it('spreads attempts by a tenth to either side', () => {
    expect(pausesOf(() => 0)[0]).toBe(4.5);
    expect(pausesOf(() => 1)[0]).toBe(5.5);
  });

  it('does not send what has expired meanwhile', () => {
    const expiresAt = new Date(queuedAt.getTime() + 10 * 60_000);
    expect(pausesOf(() => 0.5, expiresAt)).toEqual([5, 15, 45, 120, 300]);
    expect(isOver({ queuedAt, expiresAt }, expiresAt)).toBe(true);
    expect(isOver({ queuedAt }, new Date(queuedAt.getTime() + 72 * HOUR - 1))).toBe(false);
    expect(isOver({ queuedAt }, new Date(queuedAt.getTime() + 72 * HOUR))).toBe(true);
  });
});
