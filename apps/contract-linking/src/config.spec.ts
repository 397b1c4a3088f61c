import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.js';

describe('contract-linking\'s configuration', () => {
  it('has the figures of the specification where nothing is set', () => {
    expect(loadConfig({})).toMatchObject({ ONE_TIME_PASSWORD_LIFETIME: 10 * 24 * 3_600_000, ARGON2_MEMORY_KIB: 19_456, ARGON2_PASSES: 2 });
  });

  it('refuses its development secrets in production, by name', () => {
    expect(() => loadConfig({ NODE_ENV: 'production' })).toThrow(/CODE_HASH_KEY[\s\S]*NOTIFICATION_PUBLIC_KEY/);
  });
});
