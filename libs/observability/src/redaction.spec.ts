import { describe, expect, it } from '@jest/globals';
import { withoutSecretLooks, withoutSecrets } from './redaction.js';

describe('Redaction', () => {
  it.each(['password', 'newPassword', 'code', 'activationCode', 'refreshToken', 'authorization', 'Cookie', 'clientSecret', 'jwe', 'otp'])('hides the value of %s at any depth', (key) => {
    const logged = JSON.stringify(withoutSecrets({ request: { body: [{ [key]: 'Canary1!' }] } }));
    expect(logged).not.toContain('Canary1!');
    expect(logged).toContain('[redacted]');
  });

  it.each(['code-expired', 'ECONNREFUSED', 'ERR_STREAM_DESTROYED', 11000])('keeps the error name %s', (code) => {
    expect(withoutSecrets({ code })).toEqual({ code });
  });

  it('hides one-time codes, tokens and credentials of URLs in free text', () => {
    const line = withoutSecretLooks('code ABCD-2345-EFGH-6789 and eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln at nats://identity:dev-secret@127.0.0.1:4222');
    expect(line).toBe('code [redacted] and [redacted] at nats://[redacted]@127.0.0.1:4222');
    expect(withoutSecretLooks('reset with K7QM-2WXP-9RTA-4HDE-C8VB-3NZG-Y5SF')).toBe('reset with [redacted]');
  });

  it('keeps ids', () => {
    const line = '018f1234-5678-7012-8345-123456789012';
    expect(withoutSecretLooks(line)).toBe(line);
  });

  it('ends on circular objects', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(JSON.stringify(withoutSecrets(loop))).toContain('[deep]');
  });
});
