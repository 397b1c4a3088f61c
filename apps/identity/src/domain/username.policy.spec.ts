import { describe, expect, it } from '@jest/globals';
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
