import { describe, expect, it } from '@jest/globals';
import { DomainError, ERROR_CODES, type ErrorCode } from '#libs/kernel';
import { ERROR_TEXTS } from './error-texts.js';
import { fieldMessage } from './field-texts.js';
import { fillIn, languageOf } from './language.js';
import { problemOf } from './problem.js';

const context = { language: 'de', instance: '/api/v1/activations', traceId: 'trace' } as const;

describe('a problem document', () => {
  it.each(Object.keys(ERROR_CODES) as ErrorCode[])('says of %s what is wrong and what to do, in both languages', (code) => {
    for (const { title, detail } of [ERROR_TEXTS[code].de, ERROR_TEXTS[code].en]) {
      expect(title.length).toBeGreaterThan(5);
      expect(detail).toMatch(/\..+/s);
    }
    expect(ERROR_TEXTS[code].de).not.toEqual(ERROR_TEXTS[code].en);
  });

  it('names the hotline where there is one', () => {
    expect(problemOf(new DomainError('code-expired', { params: { hotline: '0800 33 55540' } }), context)).toEqual({
      type: 'urn:bsp-access:problem:code-expired',
      title: 'Code abgelaufen',
      status: 410,
      detail: 'Dieser Code ist abgelaufen. Bitte fordern Sie einen neuen an oder rufen Sie uns an: 0800 33 55540.',
      instance: '/api/v1/activations',
      code: 'code-expired',
      traceId: 'trace',
      hotline: '0800 33 55540',
    });
    expect(problemOf(new DomainError('code-expired'), context).detail).toBe('Dieser Code ist abgelaufen. Bitte fordern Sie einen neuen an.');
  });

  it('says of each wrong field what would be right', () => {
    expect(fieldMessage({ field: 'customerNumber', rule: 'format' }, 'de')).toBe('Das hat nicht die richtige Form. Erwartet wird 6 bis 14 Ziffern.');
    expect(fieldMessage({ field: 'firstName', rule: 'length', params: { max: 80 } }, 'en')).toBe('The length is not right. At most 80 characters.');
    expect(fieldMessage({ field: 'x', rule: 'never heard of' }, 'en')).toBe('This does not have the right form.');
  });

  it('does not take the username of the Telekom login for one of the portal', () => {
    const missing = new DomainError('validation-failed', { errors: [{ field: 'username', rule: 'required' }] });
    const messageAt = (instance: string) => problemOf(missing, { ...context, instance }).errors?.[0]?.message;
    expect(messageAt('/api/v1/customer-centre-links')).toBe('Bitte füllen Sie dieses Feld aus. Erwartet wird der Benutzername Ihres Telekom Logins.');
    expect(messageAt('/api/v1/auth/login')).toContain('6 bis 32 Zeichen');
  });

  it.each([
    [undefined, 'de'], ['', 'de'], ['en', 'en'], ['en-GB,en;q=0.9', 'en'], ['fr, en;q=0.5, de;q=0.4', 'en'], ['fr', 'de'], ['de-DE,en', 'de'], ['*', 'de'], ['en;q=0', 'de'], [';;;q=,', 'de'],
  ])('speaks for Accept-Language %j: %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });

  it('leaves out what is not known', () => {
    expect(fillIn('Wait[ {n} seconds].', {})).toBe('Wait.');
    expect(fillIn('Wait[ {n} seconds].', { n: 3 })).toBe('Wait 3 seconds.');
  });
});
