import type { LetterRecipient, WelcomeLetter } from '../src/domain/welcome-letter.js';

export const RECIPIENT: LetterRecipient = {
  salutation: 'MS',
  firstName: 'Erika',
  lastName: 'Müller-Lüdenscheidt',
  company: 'Muster & Söhne GmbH & Co. KG',
  street: 'Große Bleichen',
  houseNumber: '12 a',
  postalCode: '20354',
  city: 'Hamburg',
};

/** As long as the contract allows, with one word that fits nowhere. */
export const LONGEST_RECIPIENT: LetterRecipient = {
  salutation: 'MR',
  firstName: fill('Maximilian ', 80),
  lastName: 'W'.repeat(80),
  company: fill('Internationale Versicherungsvermittlungsgesellschaft ', 120),
  street: fill('Bürgermeister-Doktor-Müller-Straße ', 120),
  houseNumber: fill('Gebäude 12a ', 20),
  postalCode: fill('PLZ 20354 ', 20),
  city: fill('Schmedeswurtherwesterdeich ', 80),
};

/** A letter with valid values for everything. */
export function sampleLetter(some: Partial<WelcomeLetter> = {}): WelcomeLetter {
  return {
    letterId: '0199f0a1-5b7e-7c3d-9a21-3f5c8d7e6b10',
    customerNumber: '0123456789',
    channel: 'LETTER',
    recipient: RECIPIENT,
    code: 'K7QM-4XWD-9TRA',
    issuedAt: '2026-11-22T10:00:00.000Z',
    expiresAt: '2026-12-02T13:05:00.000Z',
    ...some,
  };
}

function fill(words: string, length: number): string {
  return words.repeat(length).slice(0, length).trim();
}
