import { randomInt } from 'node:crypto';
import { codeIn } from '#libs/testing';
import { activeCustomer, completeContactData, type Customer, signIn, type System } from './customer-journey.js';

/** Somebody whom a master administrator shares the work with. */
export interface Colleague {
  salutation: string;
  firstName: string;
  lastName: string;
  email: string;
  locale: 'de' | 'en';
  username: string;
  password: string;
}

/** As the master administrator sees them. */
export interface SubAdministrator {
  id: string;
  username: string | null;
  firstName: string;
  lastName: string;
  email: string;
  status: 'INVITED' | 'ACTIVE' | 'LOCKED';
  invitedUntil: string | null;
  lastLoginAt: string | null;
}

/** A colleague whom nobody has met yet. */
export function newColleague(given: Partial<Colleague> = {}): Colleague {
  const number = String(randomInt(10 ** 9, 10 ** 10));
  const login = { username: `udo.${number}`, password: `Hilft-${number}!` };
  return { salutation: 'MR', firstName: 'Udo', lastName: 'Unterberg', email: `udo.${number}@example.test`, locale: 'de', ...login, ...given };
}

/** A master administrator with complete contact data, signed in. */
export async function signedInMaster(system: System): Promise<{ customer: Customer; token: string }> {
  const customer = await activeCustomer(system);
  const { accessToken: token } = await signIn(system, customer);
  await completeContactData(system, customer, token);
  return { customer, token };
}

export function invite({ portal }: Pick<System, 'portal'>, token: string, { salutation, firstName, lastName, email, locale }: Colleague): Promise<SubAdministrator> {
  return portal.expect<SubAdministrator>(201, 'POST', '/sub-administrators', { token, body: { salutation, firstName, lastName, email, locale } });
}

/** Activates with the code of the newest invitation. */
export async function accept({ portal, mailbox }: Pick<System, 'portal' | 'mailbox'>, { email, username, password }: Colleague): Promise<void> {
  const activationCode = codeIn(await mailbox.next(email, 'sub-administrator-invitation'));
  const { activationToken } = await portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode } });
  await portal.expect(201, 'POST', '/activations/complete', { body: { activationToken, username, password } });
}
