import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.js';

const SAFE = {
  NODE_ENV: 'production',
  JWT_KEY_ENCRYPTION_KEY: 'a key that only this test knows',
  NATS_PASSWORD: 'another secret',
  AUDIT_KEY: 'a secret for the audit log',
  MONGODB_URI: 'mongodb://gateway:secret-of-ours@db.example/bsp_gateway?replicaSet=bsp',
};

describe('the configuration of the gateway', () => {
  it('has values for development', () => {
    expect(loadConfig({})).toMatchObject({ BSP_HTTP_PORT: 3_000, ACCESS_TOKEN_LIFETIME: 300_000, HANDOVER_LIFETIME: 60_000, RATE_LIMITS: 'on' });
  });

  it('names every fault at once', () => {
    const wrong = { BSP_HTTP_PORT: '99999', ACCESS_TOKEN_LIFETIME: 'five minutes', RATE_LIMITS: 'maybe', TRUST_PROXY: 'everybody', HANDOVER_LIFETIME: 'PT6M', LOGIN_SERVICE_URL: 'javascript:alert(1)' };
    for (const name of Object.keys(wrong)) expect(() => loadConfig(wrong)).toThrow(name);
  });

  it('accepts a number of proxies or their addresses', () => {
    for (const TRUST_PROXY of ['1', '10.0.0.0/8', '127.0.0.1, fd00::/8', 'loopback']) expect(loadConfig({ TRUST_PROXY }).TRUST_PROXY).toBe(TRUST_PROXY);
  });

  it('lets production keep no secret of development, and no limit lifted', () => {
    expect(loadConfig(SAFE).NODE_ENV).toBe('production');
    for (const name of ['JWT_KEY_ENCRYPTION_KEY', 'NATS_PASSWORD', 'MONGODB_URI', 'AUDIT_KEY']) expect(() => loadConfig({ NODE_ENV: 'production' })).toThrow(name);
    expect(() => loadConfig({ ...SAFE, JWT_KEY_ENCRYPTION_KEY: '' })).toThrow('JWT_KEY_ENCRYPTION_KEY');
    expect(() => loadConfig({ ...SAFE, RATE_LIMITS: 'off' })).toThrow('RATE_LIMITS');
  });
});
