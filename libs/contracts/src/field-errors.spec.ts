import { describe, expect, it } from '@jest/globals';
import { fieldErrorsOf, LinkCustomerCentreBody, RegisterBody, UpdateContactDataBody } from './index.js';

const form = {
  salutation: 'MS', firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH', email: ' Erika@Example.TEST ', phone: '0228 1234567',
  customerNumber: '0123456789', locale: 'de', acceptTerms: true,
};
const rulesOf = (schema: typeof RegisterBody | typeof UpdateContactDataBody | typeof LinkCustomerCentreBody, body: object) => {
  const result = schema.safeParse(body);
  return result.success ? [] : fieldErrorsOf(result.error, body, schema).map(({ field, rule }) => `${field}: ${rule}`);
};

describe('field errors', () => {
  it('name every wrong field, not only the first', () => {
    expect(rulesOf(RegisterBody, { ...form, email: 'a@b', customerNumber: '12', firstName: ' ', lastName: undefined, acceptTerms: false, salutation: 'HERR' }).sort()).toEqual(
      ['acceptTerms: range', 'customerNumber: format', 'email: format', 'firstName: required', 'lastName: required', 'salutation: range'],
    );
  });

  it('refuse unknown fields, and name immutable ones as such', () => {
    expect(rulesOf(RegisterBody, { ...form, role: 'SUPPORT_AGENT' })).toEqual(['role: unknown']);
    expect(rulesOf(UpdateContactDataBody, { firstName: 'Eva' })).toContain('firstName: immutable');
  });

  it.each(['a@b.de, c@d.de', 'a@b.de\r\nBcc: c@d.de', '"a b"@c.de', 'a@b.de>'])('refuse "%s" as one address', (email) => {
    expect(rulesOf(RegisterBody, { ...form, email })).toEqual(['email: format']);
  });

  it('keep what is right: trimmed, lower case, E.164', () => {
    expect(RegisterBody.parse(form)).toMatchObject({ email: 'erika@example.test', phone: '+492281234567', customerNumber: '0123456789' });
  });

  it.each([null, [], 'text', 7])('answer for a body that is no object: %j', (body) => {
    expect(rulesOf(RegisterBody, body as object).length).toBeGreaterThan(0);
  });

  it.each(['call me on 0228 1234567', '12', '++49228'])('refuse "%s" as a phone number', (phone) => {
    expect(rulesOf(RegisterBody, { ...form, phone })).toEqual(['phone: format']);
  });

  it.each(['AQ', 'de'])('know %s as a country', (country) => expect(rulesOf(UpdateContactDataBody, { country })).not.toContain('country: range'));
  it.each(['XK', 'EU', 'ZZ', 'XX', 'DD'])('know no country %s', (country) => expect(rulesOf(UpdateContactDataBody, { country })).toContain('country: range'));
  it.each(['__proto__', 'ß\u0000', '/../', 'DEU', ''])('say of "%s" that it is no code of a country, and nothing worse', (country) => {
    expect(rulesOf(UpdateContactDataBody, { country }).filter((rule) => rule.startsWith('country'))).toHaveLength(1);
  });

  it.each([
    [{}, ['method: required']],
    [{ method: 'FAX', username: 'anna' }, ['method: range']],
    [{ method: { $ne: '' } }, ['method: range']],
    [{ method: 'TELEKOM_LOGIN', username: ' ' }, ['username: required', 'password: required']],
    [{ method: 'ACCESS_NUMBER', accessNumber: '0228x', personalPassword: '' }, ['accessNumber: format', 'personalPassword: required']],
    [{ method: 'TELEKOM_LOGIN', username: 'anna', password: 'geheim', accessNumber: '0228123456' }, ['accessNumber: unknown']],
  ])('of a body with several shapes are those of the shape that it says it has: %j', (body, rules) => {
    expect(rulesOf(LinkCustomerCentreBody, body)).toEqual(rules);
  });

  it('say which shapes a body may have', () => {
    const { error } = LinkCustomerCentreBody.safeParse({ method: 'FAX' });
    expect(fieldErrorsOf(error!, { method: 'FAX' })).toEqual([{ field: 'method', rule: 'range', params: { allowed: 'TELEKOM_LOGIN, ACCESS_NUMBER' } }]);
  });

  it('refuse control characters in texts', () => {
    expect(rulesOf(RegisterBody, { ...form, company: 'A\u0000B' })).toEqual(['company: format']);
  });
});
