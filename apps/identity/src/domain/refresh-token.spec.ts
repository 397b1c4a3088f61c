import { describe, expect, it } from '@jest/globals';
import { deriveKey, newId } from '#libs/kernel';
import { RefreshTokens } from './refresh-token.js';

const tokens = new RefreshTokens(deriveKey('secret', 'refresh'));

describe('a refresh token', () => {
  it('names session and generation', () => {
    const sessionId = newId();
    expect(tokens.read(tokens.issue(sessionId, 7))).toEqual({ sessionId, generation: 7 });
  });

  it('is refused when any part of it was changed or made elsewhere', () => {
    const token = tokens.issue(newId(), 1);
    const foreign = new RefreshTokens(deriveKey('other', 'refresh')).issue(newId(), 1);
    for (const forged of ['', '..', token.replace('.1.', '.2.'), token.replace(/^./, 'x'), `${token}.x`, token.slice(0, -1), foreign]) expect(() => tokens.read(forged)).toThrow('token-invalid');
  });
});
