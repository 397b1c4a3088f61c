import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.js';

describe('identity\'s configuration', () => {
  it('has the figures of the specification where nothing is set', () => {
    const config = loadConfig({});
    const day = 24 * 3_600_000;
    expect(config).toMatchObject({
      ACTIVATION_CODE_LIFETIME: 10 * day, ACTIVATION_TOKEN_LIFETIME: 1_800_000, REGISTRATION_GRACE: 5_000, EMAIL_CONFIRMATION_LIFETIME: day, OTP_LIFETIME: 300_000,
      PASSWORD_RESET_LIFETIME: 1_800_000,
      REFRESH_TOKEN_IDLE_LIFETIME: 7_200_000, REFRESH_TOKEN_LIFETIME: 43_200_000, REFRESH_TOKEN_REUSE_GRACE: 10_000, ARGON2_MEMORY_KIB: 19_456, ARGON2_PASSES: 2,
    });
  });

  it('refuses its development secrets in production, by name', () => {
    expect(() => loadConfig({ NODE_ENV: 'production' })).toThrow(/CODE_HASH_KEY[\s\S]*NOTIFICATION_PUBLIC_KEY/);
  });
});
