import { describe, expect, it } from '@jest/globals';
import { after, assertRedeemable, isOpen, type Letter, LetterTimes, stateAt } from './letter.js';
import type { LetterState } from './letter-state.js';

const now = new Date('2026-01-10T12:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const LIFETIME = 10 * 24 * 3_600_000;
const ORDER = { customerNumber: '1000000', channel: 'LETTER', locale: 'de', isReissue: false } as const;
const letter = (state: LetterState = 'ORDERED'): Letter => ({ ...new LetterTimes(LIFETIME).newLetter(ORDER, { code: 'ABCD-EFGH-JKMN', hash: 'h', cost: { memoryKib: 64, passes: 1 } }, now), causeId: 'c', state });
const refusedWith = (candidate: Letter | undefined, at = now): string | undefined => {
  try {
    assertRedeemable(candidate, at);
    return undefined;
  } catch (error) {
    const { code, params } = error as { code: string; params: { hotline: string } };
    return `${code} ${params.hotline}`;
  }
};

describe('a letter', () => {
  it('is good for ten days from when it was made, and keeps no code', () => {
    const made = letter();
    expect(made).toMatchObject({ state: 'ORDERED', version: 2, issuedAt: now, expiresAt: later(LIFETIME) });
    expect(JSON.stringify(made)).not.toContain('ABCD');
  });

  it('has expired to the millisecond, whether or not that was written down', () => {
    expect([stateAt(letter(), later(LIFETIME - 1)), stateAt(letter(), later(LIFETIME))]).toEqual(['ORDERED', 'EXPIRED']);
    expect([stateAt(letter('DISPATCHED'), later(LIFETIME)), stateAt(letter('REDEEMED'), later(LIFETIME)), stateAt(letter('REPLACED'), later(LIFETIME))]).toEqual(['EXPIRED', 'REDEEMED', 'REPLACED']);
    expect([isOpen(letter('DISPATCHED'), now), isOpen(letter(), later(LIFETIME)), isOpen(letter('BLOCKED'), now)]).toEqual([true, false, false]);
  });

  it('grows by a version with every step, and stays the same where nothing changes', () => {
    const made = letter();
    const sent = after(made, 'dispatched', now);
    expect(sent).toMatchObject({ state: 'DISPATCHED', version: 3 });
    expect(after(sent, 'dispatched', now)).toBe(sent);
    expect(after(sent, 'replaced', now)).toMatchObject({ state: 'REPLACED', version: 4 });
  });

  it('that was open for too long has expired, whatever else happens to it', () => {
    for (const event of ['dispatched', 'redeemed', 'replaced', 'blocked', 'expired'] as const) expect(after(letter(), event, later(LIFETIME))).toMatchObject({ state: 'EXPIRED', version: 3 });
  });

  it('says why it cannot be redeemed, with the hotline', () => {
    expect([refusedWith(letter()), refusedWith(letter('DISPATCHED'))]).toEqual([undefined, undefined]);
    expect(refusedWith(undefined)).toBe('code-invalid 0800 330 1300');
    expect(refusedWith(letter('REDEEMED'))).toBe('code-used 0800 330 1300');
    for (const state of ['EXPIRED', 'REPLACED', 'BLOCKED'] as const) expect(refusedWith(letter(state))).toBe('code-expired 0800 330 1300');
    expect(refusedWith(letter(), later(LIFETIME))).toBe('code-expired 0800 330 1300');
  });
});
