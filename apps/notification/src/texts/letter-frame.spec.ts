import { describe, expect, it } from '@jest/globals';
import { RECIPIENT } from '../../test/sample-letters.js';
import { addressLines } from './letter-frame.text.js';

describe('the address of a letter', () => {
  it('names company, person, street and town, as an envelope shows them', () => {
    expect(addressLines('de', RECIPIENT)).toEqual(['Muster & Söhne GmbH & Co. KG', 'Frau Erika Müller-Lüdenscheidt', 'Große Bleichen 12 a', '20354 Hamburg']);
  });

  it.each([['de', 'MR', 'Herrn Erika'], ['en', 'MR', 'Mr Erika'], ['en', 'MS', 'Ms Erika'], ['de', 'DIVERSE', 'Erika'], ['en', 'NONE', 'Erika']] as const)('(%s, %s) begins the person with "%s"', (locale, salutation, beginning) => {
    expect(addressLines(locale, { ...RECIPIENT, salutation })[1]).toBe(`${beginning} Müller-Lüdenscheidt`);
  });
});
