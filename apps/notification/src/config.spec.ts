import { describe, expect, it } from '@jest/globals';
import { ConfigError, DEVELOPMENT_NOTIFICATION_PRIVATE_KEY, DEVELOPMENT_NOTIFICATION_PUBLIC_KEY } from '#libs/service';
import { loadConfig } from './config.js';

const faultsOf = (env: Record<string, string>) => {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigError).faults.map((fault) => fault.split(':')[0]);
  }
};

describe('notification settings', () => {
  it('have a default for everything', () => {
    expect(loadConfig({})).toMatchObject({
      SMTP_URL: 'smtp://127.0.0.1:23002',
      PORTAL_URL: 'http://localhost:3000',
      PORTAL_BRAND_NAME: 'Business Service Portal',
      MAIL_FROM: { name: '', address: 'no-reply@bsp.example' },
      LETTER_SPOOL_DIR: 'var/letters',
    });
  });

  it('take a sender with or without a name', () => {
    expect(loadConfig({ MAIL_FROM: 'Business Service Portal <portal@example.com>' }).MAIL_FROM).toEqual({ name: 'Business Service Portal', address: 'portal@example.com' });
    expect(loadConfig({ MAIL_FROM: 'portal@example.com' }).MAIL_FROM).toEqual({ name: '', address: 'portal@example.com' });
  });

  it('name every fault at once', () => {
    const wrong = { SMTP_URL: 'http://mail.example.com', MAIL_FROM: 'a@b.de, c@d.de', PORTAL_URL: 'javascript:alert(1)', PORTAL_BRAND_NAME: 'A\nB', LETTER_SENDER: 'A\nB', NOTIFICATION_PREVIOUS_PRIVATE_KEY: '{}' };
    const faults = faultsOf({ ...wrong, NOTIFICATION_PRIVATE_KEY: DEVELOPMENT_NOTIFICATION_PUBLIC_KEY });
    expect(faults.sort()).toEqual([...Object.keys(wrong), 'NOTIFICATION_PRIVATE_KEY'].sort());
  });

  it('refuse the private key of development in production', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toContain('NOTIFICATION_PRIVATE_KEY');
    expect(faultsOf({ NODE_ENV: 'production', NOTIFICATION_PRIVATE_KEY: DEVELOPMENT_NOTIFICATION_PRIVATE_KEY })).toContain('NOTIFICATION_PRIVATE_KEY');
  });
});
