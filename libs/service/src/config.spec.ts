import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, developmentSecret, duration, parseConfig, serviceConfig } from './config.js';

const schema = z.object({ ...serviceConfig('identity'), CODE_HASH_KEY: developmentSecret('dev-code-hash-key'), LIFETIME: duration('P10D') });
const faultsOf = (env: Record<string, string>) => {
  try {
    parseConfig(schema, env);
    return [];
  } catch (error) {
    return (error as ConfigError).faults.map((fault) => fault.split(':')[0]);
  }
};

describe('configuration', () => {
  it('has a default for everything, and treats an empty variable as absent', () => {
    expect(parseConfig(schema, { LIFETIME: '' })).toMatchObject({ NATS_USER: 'identity', LIFETIME: 864_000_000, BSP_OPS_PORT: 23_020 });
  });

  it('names every fault at once', () => {
    expect(faultsOf({ LIFETIME: '10 days', BSP_OPS_PORT: '70000', LOG_LEVEL: 'loud' })).toEqual(expect.arrayContaining(['LIFETIME', 'BSP_OPS_PORT', 'LOG_LEVEL']));
  });

  it('refuses development secrets in production, by name', () => {
    const own = { MONGODB_URI: 'mongodb://identity:own-password@db/bsp_identity', NATS_PASSWORD: 'own-password', AUDIT_KEY: 'own-audit-key', CODE_HASH_KEY: 'own-code-hash-key' };
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual(['NATS_PASSWORD', 'MONGODB_URI', 'AUDIT_KEY', 'CODE_HASH_KEY']);
    expect(faultsOf({ NODE_ENV: 'production', ...own, MONGODB_URI: 'mongodb://identity:dev-identity@elsewhere/bsp_identity' })).toEqual(['MONGODB_URI']);
    expect(faultsOf({ NODE_ENV: 'production', ...own })).toEqual([]);
  });
});
