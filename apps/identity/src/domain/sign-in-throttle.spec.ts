import { describe, expect, it } from '@jest/globals';
import { deriveKey } from '#libs/kernel';
import { forgivenAt, pauseAfter, pausedUntil, ThrottleKeys, tooManyAttempts } from './sign-in-throttle.js';

const now = new Date('2026-05-01T10:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);

describe('pauses after wrong tries', () => {
  it('begin with the fifth, double, and end at a quarter of an hour', () => {
    expect([1, 4, 5, 6, 7, 13, 14, 15, 1_000].map(pauseAfter)).toEqual([0, 0, 2, 4, 8, 512, 900, 900, 900]);
  });

  it('last until their end, or until a success from there', () => {
    const tries = { count: 5, lastAt: now, pausedUntil: after(2_000) };
    expect(pausedUntil(undefined, undefined, now)).toBeUndefined();
    expect(pausedUntil(tries, undefined, after(1_999))).toEqual(after(2_000));
    expect(pausedUntil(tries, undefined, after(2_000))).toBeUndefined();
    expect(pausedUntil(tries, after(1), after(2))).toBeUndefined();
    expect(pausedUntil(tries, after(-1), after(2))).toEqual(after(2_000));
  });

  it('are forgiven by a success from the same origin, and from everywhere by what forgives all of them, whichever is younger', () => {
    const signIns = [{ origin: 'home', at: after(1) }, { origin: 'office', at: after(2) }, { origin: 'home', at: after(3) }];
    const at = (triesForgivenAt?: Date) => ['home', 'office', 'elsewhere'].map((origin) => forgivenAt({ signIns, ...(triesForgivenAt && { triesForgivenAt }) }, origin));
    expect(at()).toEqual([after(3), after(2), undefined]);
    expect(at(now)).toEqual([after(3), after(2), now]);
    expect(at(after(2.5))).toEqual([after(3), after(2.5), after(2.5)]);
    expect(at(after(4))).toEqual([after(4), after(4), after(4)]);
  });

  it('are told in whole seconds, at least one', () => {
    expect(tooManyAttempts(after(1_001), now).params).toEqual({ retryAfter: 2 });
    expect(tooManyAttempts(now, now).params).toEqual({ retryAfter: 1 });
  });

  it('are kept under keys that tell neither name nor address', () => {
    const keys = new ThrottleKeys(deriveKey('secret', 'throttle'));
    expect(keys.ofOrigin('anna.muster', '192.0.2.0/24')).not.toMatch(/anna|192/);
    expect(keys.ofOrigin('a', 'b')).not.toBe(keys.ofOrigin('a', 'c'));
    expect(keys.ofAccount('a')).not.toBe(keys.ofAccount('b'));
  });
});
