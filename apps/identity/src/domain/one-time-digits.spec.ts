import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deriveKey } from '#libs/kernel';
import { EmailConfirmationCodes, MAX_CODE_TRIES, refusalOf, SignInCodes, type KeptDigits } from './one-time-digits.js';

const LIFETIME = 300_000;
const now = new Date('2026-05-01T10:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const codes = new SignInCodes(deriveKey('secret', 'digits'), LIFETIME);
const judge = (kept: KeptDigits, typed: string, { purpose = 'p', at = now } = {}) => refusalOf(kept, codes.hashOf(typed, purpose), at)?.code;

describe('a code of eight digits', () => {
  it('is eight digits, of which nothing but a keyed hash is kept', () => {
    const { digits, kept } = codes.make('p', now);
    expect(digits).toMatch(/^\d{8}$/);
    expect(JSON.stringify(kept)).not.toContain(digits);
    expect(kept).toMatchObject({ expiresAt: after(LIFETIME), tries: 0 });
  });

  it('is right with spaces and dashes, for what it was made for only, and under its own key only', () => {
    const { digits, kept } = codes.make('p', now);
    for (const typed of [digits, `${digits.slice(0, 4)} ${digits.slice(4)}`, ` ${digits.slice(0, 2)}-${digits.slice(2)} `]) expect(judge({ ...kept, tries: 1 }, typed)).toBeUndefined();
    expect(judge({ ...kept, tries: 1 }, digits, { purpose: 'q' })).toBe('code-invalid');
    const others = new EmailConfirmationCodes(deriveKey('secret', 'other digits'), LIFETIME);
    expect(refusalOf({ ...kept, tries: 1 }, others.hashOf(digits, 'p'), now)?.code).toBe('code-invalid');
  });

  it('lets in whoever holds it, in time, within five tries and once, and tells nobody else what became of it', () => {
    const { digits, kept } = codes.make('p', now);
    const wrong = digits === '00000000' ? '00000001' : '00000000';
    const tries = fc.integer({ min: 1, max: 10 });
    fc.assert(fc.property(tries, fc.integer({ min: 0, max: 2 * LIFETIME }), fc.boolean(), fc.boolean(), (count, ms, isUsed, isRight) => {
      const refused = judge({ ...kept, tries: count, ...(isUsed && { usedAt: now }) }, isRight ? digits : wrong, { at: after(ms) });
      if (count > MAX_CODE_TRIES) return refused === 'code-expired';
      if (!isRight) return refused === 'code-invalid';
      if (isUsed) return refused === 'code-used';
      return refused === (ms < LIFETIME ? undefined : 'code-expired');
    }));
  });

  it('is invalid where none was made, and names no hotline', () => {
    const refused = refusalOf(undefined, codes.hashOf('12345678', 'p'), now);
    expect(refused?.toJSON()).toEqual({ code: 'code-invalid', kind: 'invalid' });
  });
});
