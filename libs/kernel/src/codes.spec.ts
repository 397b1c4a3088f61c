import { describe, expect, it } from '@jest/globals';
import { CODE_ALPHABET, newCode, newDigits, normalizeCode } from './index.js';

describe('one-time codes', () => {
  it('are shown in groups of four from an alphabet without I, L, O, 0 and 1', () => {
    for (let n = 0; n < 200; n++) {
      expect(newCode(16)).toMatch(new RegExp(`^[${CODE_ALPHABET}]{4}(-[${CODE_ALPHABET}]{4}){3}$`));
      expect(newCode(12)).toHaveLength(14);
      expect(newCode(28)).toHaveLength(34);
    }
    expect(CODE_ALPHABET).toHaveLength(31);
  });

  it('are read without regard to case, spaces and dashes', () => {
    expect(normalizeCode(' abcd-efgh jkmn–2345 ')).toBe('ABCDEFGHJKMN2345');
  });

  it('of digits keep leading zeros', () => {
    expect(newDigits(8)).toMatch(/^\d{8}$/);
  });
});
