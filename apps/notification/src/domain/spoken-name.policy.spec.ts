import { describe, expect, it } from '@jest/globals';
import { spokenName } from './spoken-name.policy.js';

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
