import postalCodes from 'validator/lib/isPostalCode.js';
import { text } from './values.js';

export const PostalCode = text(2, 12);

const known: ReadonlySet<string> = new Set(postalCodes.locales);
type KnownCountry = (typeof postalCodes.locales)[number];

/** Whether a postal code has the form that `country` (ISO 3166-1 alpha-2) uses; countries that the library does not know have any. */
export function isPostalCodeOf(country: string, code: string): boolean {
  return !known.has(country) || postalCodes.default(code, country as KnownCountry);
}
