import { describe, expect, it } from '@jest/globals';
import { deriveKey, newId } from '#libs/kernel';
import { ActivationTokens } from './activation-token.js';

const now = new Date('2026-05-01T10:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);
const tokens = new ActivationTokens(deriveKey('secret', 'tokens'), 1_800_000);
const code = { accountId: newId(), codeId: newId(), expiresAt: after(86_400_000) };

describe('an activation token', () => {
  it('names account and code, for half an hour', () => {
    const { token, expiresAt } = tokens.issue(code, now);
    expect(tokens.read(token, after(1_799_999))).toEqual({ accountId: code.accountId, codeId: code.codeId, expiresAt });
    expect(() => tokens.read(token, after(1_800_000))).toThrow('token-expired');
  });

  it('never outlives its code', () => {
    expect(tokens.issue({ ...code, expiresAt: after(1_000) }, now).expiresAt).toEqual(after(1_000));
  });

  it('is refused when any part of it was changed or made elsewhere', () => {
    const { token } = tokens.issue(code, now);
    const [claim, signature] = token.split('.');
    const longer = Buffer.from(`${code.accountId}.${code.codeId}.${after(9e9).getTime()}`).toString('base64url');
    const foreign = new ActivationTokens(deriveKey('other', 'tokens'), 1_800_000).issue(code, now).token;
    for (const forged of ['', '.', claim!, `${longer}.${signature}`, `${token}.`, `${token}x`, foreign]) expect(() => tokens.read(forged, now)).toThrow('token-invalid');
  });
});
