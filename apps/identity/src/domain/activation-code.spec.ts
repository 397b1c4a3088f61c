import { describe, expect, it } from '@jest/globals';
import { deriveKey, type DomainError } from '#libs/kernel';
import { ActivationCodes, assertUsable, isOpen, type ActivationCode } from './activation-code.js';

const DAY = 24 * 3_600_000;
const now = new Date('2026-05-01T10:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const codes = new ActivationCodes(deriveKey('secret', 'codes'), 10 * DAY);

function refusal(code: ActivationCode | undefined, at: Date): DomainError | undefined {
  try {
    assertUsable(code, at);
    return undefined;
  } catch (error) {
    return error as DomainError;
  }
}

describe('an activation code', () => {
  it('has 16 symbols that cannot be mistaken, and is kept only as a keyed hash', () => {
    const { code, stored } = codes.make('a', now);
    expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
    expect(JSON.stringify(stored)).not.toContain(code.replaceAll('-', ''));
    expect(new ActivationCodes(deriveKey('other', 'codes'), DAY).hashOf(code)).not.toBe(stored.hash);
  });

  it('is recognized however it is typed', () => {
    const { code, stored } = codes.make('a', now);
    for (const typed of [code, code.toLowerCase(), ` ${code.replaceAll('-', ' ')} `, code.replaceAll('-', '')]) expect(codes.hashOf(typed)).toBe(stored.hash);
  });

  it('can be used for ten days, to the millisecond', () => {
    const { stored } = codes.make('a', now);
    expect(isOpen(stored, after(10 * DAY - 1))).toBe(true);
    expect(isOpen(stored, after(10 * DAY))).toBe(false);
  });

  it('that cannot be used says why, and whom to call', () => {
    const { stored } = codes.make('a', now);
    expect(refusal(stored, now)).toBeUndefined();
    expect(refusal(undefined, now)).toMatchObject({ code: 'code-invalid', params: { hotline: '0800 33 55540' } });
    expect(refusal(stored, after(10 * DAY))).toMatchObject({ code: 'code-expired', params: { hotline: '0800 33 55540' } });
    expect(refusal({ ...stored, replacedAt: now }, now)?.code).toBe('code-expired');
    // Used stays used when its time is over, too.
    expect(refusal({ ...stored, usedAt: now }, after(11 * DAY))?.code).toBe('code-used');
  });
});
