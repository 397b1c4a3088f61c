import { fact, letterChanged, oneTimePasswordIssued } from '#libs/contracts';
import type { Actor, NewFact } from '#libs/kernel';
import type { Letter } from '../domain/letter.js';

/** The first fact told of a letter. */
export function issuedFact({ id: letterId, customerNumber, channel, locale, expiresAt }: Omit<Letter, 'causeId'>, actor: Actor): NewFact {
  return fact(oneTimePasswordIssued, 1, { actor, letterId, customerNumber, channel, locale, expiresAt: expiresAt.toISOString() });
}

export function changedFact({ id: letterId, customerNumber, state, version }: Omit<Letter, 'causeId'>, actor: Actor): NewFact {
  return fact(letterChanged, version, { actor, letterId, customerNumber, state });
}

/** Audit rows that concern a customer number, and no account, are numbered with it: letters are made many at a time. */
export const aboutCustomer = (customerNumber: string): { about: string } => ({ about: `customer ${customerNumber}` });
