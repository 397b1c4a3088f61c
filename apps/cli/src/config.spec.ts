import { describe, expect, it } from '@jest/globals';
import { loadConfig } from './config.js';

describe('the command line’s configuration', () => {
  it('fits the system that npm start runs, wherever its ports begin', () => {
    expect(loadConfig('operator', {})).toMatchObject({ NATS_URL: 'nats://127.0.0.1:23001', NATS_PASSWORD: 'dev-operator', NATS_REPLICAS: 1 });
    expect(loadConfig('provisioner', { BSP_PORT_BASE: '25000' })).toMatchObject({ NATS_URL: 'nats://127.0.0.1:25001', NATS_PASSWORD: 'dev-provisioner' });
  });

  it('takes each user’s own password first', () => {
    const env = { NATS_PASSWORD: 'password-of-operator', NATS_PASSWORD_PROVISIONER: 'password-of-provisioner' };
    expect([loadConfig('operator', env), loadConfig('provisioner', env)].map((config) => config.NATS_PASSWORD)).toEqual(['password-of-operator', 'password-of-provisioner']);
  });

  it('refuses what cannot be meant, and development passwords in production', () => {
    expect(() => loadConfig('operator', { NATS_URL: 'localhost', NATS_REPLICAS: '2' })).toThrow(/NATS_URL[\s\S]*NATS_REPLICAS/);
    expect(() => loadConfig('operator', { NODE_ENV: 'production' })).toThrow(/NATS_PASSWORD/);
  });
});
