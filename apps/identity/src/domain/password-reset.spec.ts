import { describe, expect, it } from '@jest/globals';
import { deriveKey } from '#libs/kernel';
import { aForm } from '../../test/builders.js';
import { invitedMaster, type Account } from './account.js';
import { PasswordResetTokens } from './password-reset.js';

const now = new Date('2026-05-01T10:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const tokens = new PasswordResetTokens(deriveKey('secret', 'reset'), 1_000);
const account: Account = { ...invitedMaster(aForm(), now), status: 'ACTIVE', passwordHashes: ['hash of the current one', 'an older one'] };
const refusal = (of: ReturnType<typeof tokens.make>['reset'], whose: Account | undefined = account, at = now) => {
  try {
    return void tokens.assertUsable(of, whose, at);
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a reset token', () => {
  it('stands on a line of its own in a mail, and is kept as a hash', () => {
    const { token, reset } = tokens.make(account, now);
    expect(token).toMatch(/^[A-Za-z0-9-]{34}$/);
    expect(JSON.stringify(reset)).not.toContain(token);
    expect(reset).toEqual({ hash: tokens.hashOf(` ${token.toLowerCase().replaceAll('-', ' ')}`), accountId: account.id, boundTo: expect.any(String), expiresAt: after(1_000) });
    expect(tokens.make(account, now).token).not.toBe(token);
  });

  it('is usable until its time is over, and once', () => {
    const { reset } = tokens.make(account, now);
    expect([refusal(reset), refusal(reset, account, after(999)), refusal(reset, account, after(1_000))]).toEqual([undefined, undefined, 'token-expired']);
    expect(refusal({ ...reset, usedAt: now })).toBe('token-expired');
  });

  it('is worth nothing after any change of the password or the e-mail address', () => {
    const { reset } = tokens.make(account, now);
    const changed = { ...account, passwordHashes: ['hash of a newer one', ...account.passwordHashes] };
    expect([refusal(reset, changed), refusal(tokens.make(changed, now).reset, changed)]).toEqual(['token-expired', undefined]);
    expect(refusal(reset, { ...account, email: 'somebody.else@muster.example' })).toBe('token-expired');
  });

  it('works for a locked account, and neither for a closed one nor for one that is gone', () => {
    const { reset } = tokens.make(account, now);
    expect((['LOCKED', 'CLOSED', 'INVITED'] as const).map((status) => refusal(reset, { ...account, status }))).toEqual([undefined, 'token-expired', 'token-expired']);
    expect(() => tokens.assertUsable(reset, undefined, now)).toThrow('token-expired');
  });

  it('says nothing of the password hash it is bound to, nor under another key the same', () => {
    const { reset } = tokens.make(account, now);
    expect(reset.boundTo).not.toContain('hash of the current one');
    expect(new PasswordResetTokens(deriveKey('other', 'reset'), 1_000).make(account, now).reset.boundTo).not.toBe(reset.boundTo);
  });
});
