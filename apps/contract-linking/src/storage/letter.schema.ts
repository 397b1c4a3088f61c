import type { Letter } from '../domain/letter.js';
import type { LetterRequest } from '../domain/letter-request.js';

export const LETTERS = 'letters';
export const LETTER_REQUESTS = 'letter-requests';

/** Whoever holds a one-time password that has expired is told so for this long (ms). */
export const LETTER_MEMORY_MS = 100 * 24 * 3_600_000;

export interface LetterDocument extends Omit<Letter, 'id'> {
  _id: string;
  forgetAt: Date;
}

/** The newest request of the CRM, by customer number. */
export interface LetterRequestDocument extends Omit<LetterRequest, 'customerNumber'> {
  _id: string;
}

export function toLetter({ _id: id, forgetAt: _forgetAt, ...letter }: LetterDocument): Letter {
  return { id, ...letter };
}

export function toLetterDocument({ id, ...letter }: Letter): LetterDocument {
  return { _id: id, ...letter, forgetAt: new Date(letter.expiresAt.getTime() + LETTER_MEMORY_MS) };
}
