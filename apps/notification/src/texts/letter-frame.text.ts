import type { Locale } from '../domain/locale.js';
import type { LetterRecipient } from '../domain/welcome-letter.js';

/** What stands on a letter around its text. */
export const LETTER_FRAME: Record<Locale, { date: string; service: string }> = {
  de: { date: 'Datum', service: 'Geschäftskundenservice' },
  en: { date: 'Date', service: 'Business customer service' },
};

const TITLES: Record<Locale, Record<string, string>> = { de: { MR: 'Herrn', MS: 'Frau' }, en: { MR: 'Mr', MS: 'Ms' } };

/** Lines for the window of the envelope: a business address names the company first. */
export function addressLines(locale: Locale, { salutation, firstName, lastName, company, street, houseNumber, postalCode, city }: LetterRecipient): string[] {
  const person = [TITLES[locale][salutation], firstName, lastName].filter(Boolean).join(' ');
  return [company, person, `${street} ${houseNumber}`, `${postalCode} ${city}`];
}
