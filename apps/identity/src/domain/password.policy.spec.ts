import { describe, expect, it } from '@jest/globals';
import { passwordPolicies } from '#libs/contracts';
import fc from 'fast-check';
import { brokenPasswordRules, PASSWORDS_REMEMBERED, sharesWithUsername, type PasswordVariant } from './password.policy.js';

const broken = (password: string, username = 'anna.muster', variant: PasswordVariant = 'STANDARD') =>
  brokenPasswordRules(password, username, variant).map(({ rule }) => rule);

describe('a standard password', () => {
  it.each(['Sommer-2026!', 'abcdef1!', "a1!$/()=?+*#'‘-_.·:,;", `${'a'.repeat(30)}1!`])('may be %s', (password) => {
    expect(broken(password)).toEqual([]);
  });

  it.each([
    ['abcde1!', ['length']],
    [`${'a'.repeat(31)}1!`, ['length']],
    ['12345678!', ['letter']],
    ['abcdefgh!', ['digit']],
    ['abcdefg1', ['special']],
    ['Sömmer-2026', ['alphabet']],
    ['Straße-2026', ['alphabet']],
    ['Sommer 2026!', ['alphabet']],
    ['Sommer-2026€', ['alphabet']],
    ['', ['length', 'letter', 'digit', 'special']],
    ['ü', ['length', 'letter', 'digit', 'special', 'alphabet']],
  ])('%s breaks %j, and every broken rule is told', (password, rules) => {
    expect(broken(password)).toEqual(rules);
  });

  it('is neither a part of the username nor contains it, in whatever case', () => {
    expect(broken('Muster-1', 'anna-muster-1-x')).toEqual(['username']);
    expect(broken('xx-ANNA.muster1', 'Anna.Muster1')).toEqual(['username']);
    expect(broken('xx-anna.1', 'anna.muster')).toEqual([]);
  });

  it('is counted in characters, not in code units', () => {
    expect(broken('😀😀😀a1!')).toEqual(['length', 'alphabet']);
  });
});

describe('a password in the OTP procedure', () => {
  it('is 8 to 32 digits and nothing else', () => {
    expect(broken('12345678', 'partner', 'DIGITS')).toEqual([]);
    expect(broken('1234567', 'partner', 'DIGITS')).toEqual(['length']);
    expect(broken('1234567a', 'partner', 'DIGITS')).toEqual(['digits-only']);
    expect(broken('12345678', 'p-12345678', 'DIGITS')).toEqual(['username']);
  });
});

/** The rules once more, as the interface tells them before anything is sent. */
const { STANDARD, DIGITS } = passwordPolicies({ STANDARD: '', DIGITS: '' }).variants;
const LETTERS = [...STANDARD.allowed].filter((symbol) => symbol.toLowerCase() !== symbol.toUpperCase());
const SPECIALS = [...STANDARD.allowed].filter((symbol) => !LETTERS.includes(symbol) && !DIGITS.allowed.includes(symbol));

const hasOneOf = (symbols: readonly string[], password: string) => symbols.some((symbol) => password.includes(symbol));

function toldFor(password: string, username: string, variant: PasswordVariant): string[] {
  const { minLength, maxLength, allowed } = variant === 'STANDARD' ? STANDARD : DIGITS;
  const count = Array.from(password).length;
  const rules: Record<string, boolean> = {
    length: minLength <= count && count <= maxLength,
    ...(variant === 'STANDARD' && { letter: hasOneOf(LETTERS, password), digit: hasOneOf([...DIGITS.allowed], password), special: hasOneOf(SPECIALS, password) }),
    [variant === 'STANDARD' ? 'alphabet' : 'digits-only']: Array.from(password).every((symbol) => allowed.includes(symbol)),
    username: !sharesWithUsername(password, username),
  };
  return Object.keys(rules).filter((rule) => !rules[rule]);
}

const username = fc.stringMatching(/^[a-zA-Z0-9._@+-]{6,32}$/);
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...STANDARD.allowed), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...DIGITS.allowed), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...LETTERS, ...SPECIALS, 'ä', 'ß', ' ', '€', '"'), maxLength: 40 }),
);
const variant = fc.constantFrom<PasswordVariant>('STANDARD', 'DIGITS');
const acceptable = (kind: PasswordVariant) =>
  fc.string({ unit: fc.constantFrom(...(kind === 'STANDARD' ? STANDARD : DIGITS).allowed), minLength: 8, maxLength: 26 }).map((text) => (kind === 'STANDARD' ? `${text}a1!` : text));

describe('the rules for passwords', () => {
  it('are all reported, each exactly when it is broken', () => {
    fc.assert(fc.property(typed, username, variant, (password, name, kind) => expect(broken(password, name, kind)).toEqual(toldFor(password, name, kind))));
  });

  it('accept what is made of the allowed characters and has what is required', () => {
    fc.assert(fc.property(variant.chain((kind) => fc.tuple(fc.constant(kind), acceptable(kind))), ([kind, password]) => expect(broken(password, '', kind)).toEqual([])));
  });

  it('refuse every part of the username and everything that contains it, in whatever case', () => {
    const cut = username.chain((name) => fc.tuple(fc.constant(name), fc.nat(name.length - 1), fc.nat(name.length - 1)));
    fc.assert(fc.property(cut, typed, typed, fc.boolean(), ([name, one, other], before, after, isUpper) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other) + 1];
      const cased = (text: string) => (isUpper ? text.toUpperCase() : text.toLowerCase());
      expect(sharesWithUsername(cased(name.slice(from, to)), name)).toBe(true);
      expect(sharesWithUsername(`${before}${cased(name)}${after}`, name)).toBe(true);
    }));
  });

  it('do not see a username where there is none, nor one that differs from every part', () => {
    fc.assert(fc.property(typed, username, (password, name) => {
      const apart = `${password}!${[...password].length}`;
      expect(sharesWithUsername(password, '')).toBe(false);
      expect(sharesWithUsername(apart, name)).toBe(apart.toLowerCase().includes(name.toLowerCase()));
    }));
  });

  it('hold for passwords of any length, which are judged and never cut', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 128 }), (length) => expect(broken(`a1!${'x'.repeat(length)}`, '').includes('length')).toBe(length + 3 < 8 || length + 3 > 32)));
  });

  it('remember as many as the interface says', () => {
    expect([STANDARD.history, DIGITS.history]).toEqual([PASSWORDS_REMEMBERED, PASSWORDS_REMEMBERED]);
  });
});
