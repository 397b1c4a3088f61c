import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fieldErrorsOf } from './field-errors.js';
import { UpdateContactDataBody } from './identity/update-contact-data.contract.js';
import { isPostalCodeOf } from './postal-code.js';

const BODY = {
  salutation: 'MS', company: 'Muster GmbH', street: 'Hauptstraße', houseNumber: '12a', postalCode: '53113', city: 'Bonn', country: 'DE', phone: '0228 1234567', email: 'a@b.example',
};
const faults = (changes: object) => {
  const body = { ...BODY, ...changes };
  const result = UpdateContactDataBody.safeParse(body);
  return result.success ? [] : fieldErrorsOf(result.error, body, UpdateContactDataBody).map(({ field, rule }) => `${field}: ${rule}`).sort();
};

describe('a postal code', () => {
  it('in Germany is five digits and nothing else', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{5}$/), (code) => isPostalCodeOf('DE', code)));
    fc.assert(fc.property(fc.string({ maxLength: 12 }).filter((code) => !/^\d{5}$/.test(code)), (code) => !isPostalCodeOf('DE', code)));
  });

  it.each([
    ['AT', '1010', '10100'], ['CH', '8001', '80011'], ['NL', '1012 AB', '1012'], ['GB', 'SW1A 1AA', '53113'], ['PL', '00-950', '00950'], ['US', '10001-1234', '1000'], ['FR', '75001', '99999'],
  ])('in %s may be %s but not %s', (country, right, wrong) => {
    expect([isPostalCodeOf(country, right), isPostalCodeOf(country, wrong)]).toEqual([true, false]);
  });

  it('in a country that the library does not know may be anything', () => {
    fc.assert(fc.property(fc.constantFrom('XX', 'AE', 'PA', 'any', 'toString'), fc.string(), (country, code) => isPostalCodeOf(country, code)));
  });

  it('is told together with whatever else is wrong with contact data', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ postalCode: '1010' })).toEqual(['postalCode: format']);
    expect(faults({ postalCode: '1010', country: 'at' })).toEqual([]);
    expect(faults({ postalCode: '1010', city: '', firstName: 'Eva' })).toEqual(['city: required', 'firstName: immutable', 'postalCode: format']);
    expect(faults({ postalCode: '1', country: 'XX', phone: 'x' })).toEqual(['country: range', 'phone: format', 'postalCode: length']);
    expect(faults({ postalCode: undefined })).toEqual(['postalCode: required']);
  });
});
