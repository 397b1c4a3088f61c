import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wrap } from './wrap.js';

describe('wrapping of plain text', () => {
  it('keeps every word, in order', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z0-9.,-]{1,30}$/), { minLength: 1, maxLength: 60 });
    fc.assert(fc.property(words, (list) => {
      expect(wrap(list.join(' '), '1. ').slice(3).split(/\s+/)).toEqual(list);
    }));
  });

  it('leaves no line of one word that looks like a code, however long the words are', () => {
    const words = fc.array(fc.stringMatching(/^[A-Za-z0-9-]{1,60}$/), { minLength: 2, maxLength: 12 });
    fc.assert(fc.property(words, (list) => {
      for (const line of wrap(list.join(' ')).split('\n')) expect(line.trim()).not.toMatch(/^[A-Za-z0-9-]{6,}$/);
    }));
  });

  it('leaves no lone word that looks like a code', () => {
    const wrapped = wrap(`${'wort '.repeat(14)}Benutzername`);
    expect(wrapped.split('\n').at(-1)).toBe('wort Benutzername');
  });
});
