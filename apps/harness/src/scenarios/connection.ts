import { contractProvisioned, customerUpserted, welcomeLetterRequested, type LetterChannel, type Product } from '#libs/contracts';
import { codeIn, eventually } from '#libs/testing';
import type { Customer, System } from './customer-journey.js';

/** What the CRM is told of a recipient; the same data with which a customer registers. */
const recipientOf = ({ firstName, lastName, company, email }: Customer) => ({
  salutation: 'MS' as const, firstName, lastName, company, street: 'Münsterplatz', houseNumber: '1a', postalCode: '53111', city: 'Bonn', email,
});

/** The CRM orders a one-time password for the customer number. */
export async function orderWelcomeLetter({ facts }: Pick<System, 'facts'>, customer: Customer, channel: LetterChannel = 'EMAIL'): Promise<void> {
  await facts.publish(welcomeLetterRequested, { customerNumber: customer.customerNumber, channel, recipient: recipientOf(customer), locale: 'de' });
}

/** Many may wait for theirs at the same time. */
const PATIENCE = { within: 60_000, every: 100 };

/** The same by e-mail, and the one-time password that came. @throws Error when none came within 60 s */
export async function newOneTimePassword({ facts, mailbox }: Pick<System, 'facts' | 'mailbox'>, customer: Customer): Promise<string> {
  const earlier = (await mailbox.mails(customer.email, 'welcome-letter')).length;
  await orderWelcomeLetter({ facts }, customer);
  return eventually(async () => {
    const mail = (await mailbox.mails(customer.email, 'welcome-letter', earlier)).at(-1);
    if (!mail) throw new Error(`no welcome letter for ${customer.email} yet`);
    return codeIn(mail);
  }, PATIENCE);
}

/** Orders a one-time password and connects the customer's own number with it. `token`: an access token of a master administrator. */
export async function connect(system: System, customer: Customer, token: string): Promise<void> {
  const oneTimePassword = await newOneTimePassword(system, customer);
  await system.portal.expect(201, 'POST', '/customer-links', { token, body: { customerNumber: customer.customerNumber, oneTimePassword } });
}

/** One more contract of a customer number; from the beginning of 2026 unless given. */
export async function addContract({ facts }: Pick<System, 'facts'>, contract: { accessNumber: string; customerNumber: string; product: Product; validFrom?: string }): Promise<void> {
  await facts.publish(customerUpserted, { customerNumber: contract.customerNumber, network: 'FIXED_LINE', companyName: 'Muster & Söhne GmbH' });
  await facts.publish(contractProvisioned, { validFrom: '2026-01-01T00:00:00Z', ...contract });
}
