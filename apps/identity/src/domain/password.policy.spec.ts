import { describe, expect, it } from '@jest/globals';
import { brokenPasswordRules, type PasswordVariant } from './password.policy.js';

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
