import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { brokenUsernameRules, normalizeUsername, usernameKey } from './username.policy.js';

const broken = (username: string) => brokenUsernameRules(username).map(({ rule }) => rule);

describe('a username', () => {
  it.each(['anna.m', 'Änne_Müller-1', 'a@b+c.de', '山田太郎山田', '٣٤٥٦٧٨', 'x'.repeat(32)])('may be %s', (username) => {
    expect(broken(username)).toEqual([]);
  });

  it.each([
    ['anna', ['length']],
    ['x'.repeat(33), ['length']],
    ['anna muster', ['alphabet']],
    ['anna/muster', ['alphabet']],
    ['anna\u0000muster', ['alphabet']],
    ['😀', ['length', 'alphabet']],
  ])('%j breaks %j', (username, rules) => {
    expect(broken(username)).toEqual(rules);
  });

  it('is the same in every case and composition', () => {
    expect(usernameKey('ÄNNE.Muster')).toBe(usernameKey('a\u0308nne.muster'));
    expect(usernameKey('ﬁona.x')).toBe(usernameKey('FIONA.X'));
    expect(normalizeUsername('a\u0308nne')).toBe('änne');
  });
});

const letter = fc.constantFrom(...'aZzäÖßéøłñçŁжΩשع山かｱＡａ１２ⅣﬁſKẞİıς');
const mark = fc.constantFrom('\u0301', '\u0308', '\u0327', '\u0323');
const sign = fc.constantFrom(...'._-@+');
const digit = fc.constantFrom(...'0359٣५');
const allowed = fc.oneof(letter, mark, sign, digit);
const anything = fc.string({ unit: fc.oneof(allowed, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })), maxLength: 40 });

describe('the rules for usernames', () => {
  it('are all reported, each exactly when it is broken', () => {
    fc.assert(fc.property(anything, (typed) => {
      const kept = [...typed.normalize('NFKC').trim()];
      const isAllowed = (symbol: string) => /\p{L}|\p{M}|\p{Nd}/u.test(symbol) || '._-@+'.includes(symbol);
      const rules = [...(kept.length >= 6 && kept.length <= 32 ? [] : ['length']), ...(kept.every(isAllowed) ? [] : ['alphabet'])];
      expect(broken(typed)).toEqual(rules);
    }));
  });

  it('name their field, and say what would be right', () => {
    expect(brokenUsernameRules('/', 'newUsername')).toEqual([{ field: 'newUsername', rule: 'length', params: { min: 6, max: 32 } }, { field: 'newUsername', rule: 'alphabet' }]);
  });
});

describe('what makes usernames the same', () => {
  it('is the same for what is kept of a name, and for itself', () => {
    fc.assert(fc.property(anything, (typed) => {
      expect(normalizeUsername(normalizeUsername(typed))).toBe(normalizeUsername(typed));
      expect(usernameKey(normalizeUsername(typed))).toBe(usernameKey(typed));
      expect(usernameKey(usernameKey(typed))).toBe(usernameKey(typed));
    }));
  });

  it('does not depend on composition, compatibility forms, surrounding spaces or case', () => {
    fc.assert(fc.property(anything, (typed) => {
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(usernameKey(typed.normalize(form))).toBe(usernameKey(typed));
      expect(usernameKey(` ${typed}\u3000`)).toBe(usernameKey(typed));
      expect(usernameKey(normalizeUsername(typed).toLowerCase())).toBe(usernameKey(typed));
    }));
  });

  it('tells apart what differs in more than that', () => {
    const plain = fc.stringMatching(/^[a-zA-Z0-9._@+-]{6,32}$/);
    fc.assert(fc.property(plain, plain, (one, other) => expect(usernameKey(one) === usernameKey(other)).toBe(one.toLowerCase() === other.toLowerCase())));
  });

  it('is made of allowed characters exactly when the name is', () => {
    fc.assert(fc.property(anything, (typed) => expect(broken(usernameKey(typed)).includes('alphabet')).toBe(broken(typed).includes('alphabet'))));
  });
});
