import { randomInt } from 'node:crypto';
import { contractProvisioned, customerUpserted, type Product } from '#libs/contracts';
import type { FactPublisher } from '../fact-publisher.js';
import { codeIn, type MailboxReader } from '#libs/testing';
import type { PortalClient } from '../portal.client.js';

/** A customer as it walks through the portal. */
export interface Customer {
  firstName: string;
  lastName: string;
  company: string;
  email: string;
  customerNumber: string;
  accessNumber: string;
  product: Product;
  username: string;
  password: string;
}

/** A customer whom nobody has met yet; deterministic where `given` says so. */
export function newCustomer(given: Partial<Customer> = {}): Customer {
  const number = String(randomInt(10 ** 9, 10 ** 10));
  return {
    firstName: 'Erika',
    lastName: 'Mustermann',
    company: 'Muster & Söhne GmbH',
    email: `erika.${number}@example.test`,
    customerNumber: number,
    accessNumber: `0228${number}`,
    product: 'COMPANY_FLEX',
    username: `erika.${number}`,
    password: `Sonnig-${number}!`,
    ...given,
  };
}

/** How the steps reach a system. */
export interface System {
  portal: PortalClient;
  mailbox: MailboxReader;
  facts: FactPublisher;
}

/** The CRM tells of the customer and one contract. */
export async function becomeKnown({ facts }: Pick<System, 'facts'>, customer: Customer): Promise<void> {
  const { customerNumber, company, accessNumber, product } = customer;
  await facts.publish(customerUpserted, { customerNumber, network: 'FIXED_LINE', companyName: company });
  await facts.publish(contractProvisioned, { accessNumber, customerNumber, product, validFrom: '2026-01-01T00:00:00Z' });
}

/** Fills in the registration. Its answer says nothing; what follows comes by e-mail. @throws UnexpectedAnswer unless it is 202 */
export async function register({ portal }: Pick<System, 'portal'>, customer: Customer): Promise<void> {
  const { firstName, lastName, company, email, customerNumber } = customer;
  await portal.expect(202, 'POST', '/registrations', {
    body: { salutation: 'MS', firstName, lastName, company, email, phone: '0228 1234567', customerNumber, locale: 'de', acceptTerms: true },
  });
}

/** On a busy machine a first start takes its time. */
export const MAIL_PATIENCE = { within: 30_000, every: 100 };

/** Reads the code from the mail (waits 30 s for it) and activates. Returns the username. @throws Error without a mail; UnexpectedAnswer */
export async function activate({ portal, mailbox }: Pick<System, 'portal' | 'mailbox'>, customer: Customer): Promise<string> {
  const activationCode = codeIn(await mailbox.next(customer.email, 'activation-code', MAIL_PATIENCE));
  const { activationToken } = await portal.expect<{ activationToken: string }>(200, 'POST', '/activations', { body: { activationCode } });
  const { username, password } = customer;
  const done = await portal.expect<{ username: string }>(201, 'POST', '/activations/complete', { body: { activationToken, username, password } });
  return done.username;
}

/** A customer with an active account. */
export async function activeCustomer(system: System): Promise<Customer> {
  const customer = newCustomer();
  await becomeKnown(system, customer);
  await register(system, customer);
  await activate(system, customer);
  return customer;
}

/** What a sign-in gives: the access token goes into `Sent.token`. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  requiredActions: string[];
}

/** @throws UnexpectedAnswer unless it is 200; whoever uses the OTP procedure gets 202 */
export function signIn({ portal }: Pick<System, 'portal'>, { username, password }: Pick<Customer, 'username' | 'password'>): Promise<Tokens> {
  return portal.expect<Tokens>(200, 'POST', '/auth/login', { body: { username, password, tokenTransport: 'body' } });
}

/** What whoever signs in for the first time is held at. `token`: an access token. */
export async function completeContactData({ portal }: Pick<System, 'portal'>, customer: Customer, token: string): Promise<void> {
  const { company, email } = customer;
  const address = { street: 'Münsterplatz', houseNumber: '1a', postalCode: '53111', city: 'Bonn', country: 'DE' };
  await portal.expect(200, 'PUT', '/me/contact-data', { token, body: { salutation: 'MS', company, ...address, phone: '0228 1234567', email } });
}
