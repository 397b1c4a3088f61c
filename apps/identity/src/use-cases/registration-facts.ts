import { fact, registrationPending, registrationRefusedExisting, registrationRequested } from '#libs/contracts';
import type { Actor, NewFact } from '#libs/kernel';
import type { Registration } from '../domain/registration.js';

const CONTRACTS = { requested: registrationRequested, pending: registrationPending, 'refused-existing': registrationRefusedExisting };

/** What others are told about a registration. */
export function registrationFact(name: keyof typeof CONTRACTS, registration: Registration, actor: Actor): NewFact {
  const { id, version, form, expiresAt } = registration;
  const { customerNumber, email, locale } = form;
  return fact(CONTRACTS[name], version, { actor, registrationId: id, customerNumber, email, locale, expiresAt: expiresAt.toISOString() });
}
