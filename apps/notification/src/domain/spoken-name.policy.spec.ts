import { describe, expect, it } from '@jest/globals';
import { spokenCompany, spokenName } from './spoken-name.policy.js';

describe('a name in a mail', () => {
  it.each(['Muster', 'Müller-Lüdenscheidt', "O'Neill", 'von der Heide', 'Dr. Meyer', '李', 'Ngũgĩ', 'Anne  Marie'])('is repeated: %s', (name) => {
    expect(spokenName(name)).toBe(name.replace('  ', ' '));
  });

  it.each([
    'www.evil.example', 'evil.example', 'http://evil.example', 'a@b.example', '<b>Muster</b>', 'Muster\r\nBcc: x@y.example', 'Call 0900 123456',
    'Sie haben ein Auto gewonnen', '\u202Eretsum', 'M'.repeat(41), '', '   ', "'", '{{name}}', '<%= it %>', 'Muster,', undefined,
  ])('is left out: %j', (name) => {
    expect(spokenName(name)).toBeUndefined();
  });
});

describe('the name of a company in a mail', () => {
  it.each(['Muster GmbH', 'Müller & Söhne GmbH & Co. KG', 'Turnverein e.V.', 'Bäckerei Muster + Partner', "O'Neill AG"])('is repeated: %s', (name) => {
    expect(spokenCompany(name)).toBe(name);
  });

  it.each([
    'www.evil.example', 'evil.example GmbH', 'Call 0900 123456', 'Sie haben ein Auto gewonnen', '<b>Muster</b> AG', 'Muster\nABCDEFGH', 'Muster & ', '& Co. KG',
    'M'.repeat(61), '', undefined,
  ])('is left out: %j', (name) => {
    expect(spokenCompany(name)).toBeUndefined();
  });
});
