import { randomInt } from 'node:crypto';
import { codeIn } from '#libs/testing';
import type { Tokens, System } from './customer-journey.js';
import { activeCustomer, completeContactData, type Customer, MAIL_PATIENCE, signIn } from './customer-journey.js';

/** A master administrator who is signed in and through with the contact data. */
export async function signedInMaster(system: System): Promise<{ customer: Customer; token: string }> {
  const customer = await activeCustomer(system);
  const { accessToken: token } = await signIn(system, customer);
  await completeContactData(system, customer, token);
  return { customer, token };
}

/** Somebody below a master administrator. */
export interface Subordinate {
  id: string;
  email: string;
  username: string;
  password: string;
}

/** A master administrator invites somebody whom nobody has met yet. */
export async function invite({ portal }: Pick<System, 'portal'>, token: string, given: object = {}): Promise<Subordinate> {
  const number = String(randomInt(10 ** 9, 10 ** 10));
  const person = { salutation: 'MR', firstName: 'Udo', lastName: 'Unterberg', email: `udo.${number}@example.test`, locale: 'de', ...given };
  const { id } = await portal.expect<{ id: string }>(201, 'POST', '/sub-administrators', { token, body: person });
  return { id, email: person.email, username: `udo.${number}`, password: `Sonnig-${number}!` };
}

/** They read the invitation and activate. */
export async function acceptInvitation({ portal, mailbox }: Pick<System, 'portal' | 'mailbox'>, { email, username, password }: Subordinate): Promise<void> {
  const activationCode = codeIn(await mailbox.next(email, 'sub-administrator-invitation', MAIL_PATIENCE));
  const { activationToken } = await portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode } });
  await portal.expect(201, 'POST', '/activations/complete', { body: { activationToken, username, password } });
}

/** A sub-administrator of the master whose token it is, signed in and through with the contact data. */
export async function signedInSubordinate(system: System, masterToken: string): Promise<Subordinate & { tokens: Tokens }> {
  const person = await invite(system, masterToken);
  await acceptInvitation(system, person);
  const tokens = await signIn(system, person);
  const address = { street: 'Talweg', houseNumber: '3', postalCode: '53111', city: 'Bonn', country: 'DE' };
  await system.portal.expect(200, 'PUT', '/me/contact-data', { token: tokens.accessToken, body: { salutation: 'MR', company: 'Muster & Söhne GmbH', ...address, phone: '0228 765432', email: person.email } });
  return { ...person, tokens };
}
