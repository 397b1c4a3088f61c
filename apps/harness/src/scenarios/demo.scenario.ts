import { DEMO_CUSTOMER_CENTRE } from '#local/demo-customer-centre';
import { customerUpserted, Product, contractProvisioned, salesPartnerOnboarded, supportAgentOnboarded } from '#libs/contracts';
import type { FactPublisher } from '../fact-publisher.js';
import { LoginSimulatorClient } from '../login-simulator.client.js';
import { connect, orderWelcomeLetter } from './connection.js';
import { activate, becomeKnown, completeContactData, type Customer, newCustomer, register, signIn, type System } from './customer-journey.js';
import { acceptInvitation, invite } from './sub-administrator.js';

/** Of each of the two companies. */
const CONTRACTS = 20;

const MARIA = newCustomer({
  firstName: 'Maria', lastName: 'Beispiel', company: 'Beispiel Logistik GmbH', email: 'maria.beispiel@example.test', customerNumber: '4711000001',
  accessNumber: '022847110001', product: 'CLOUD_PBX', username: 'maria.beispiel', password: 'Willkommen-2026!',
});
const MAX = newCustomer({
  firstName: 'Max', lastName: 'Vorlage', company: 'Vorlage Bau AG', email: 'max.vorlage@example.test', customerNumber: '4711000002',
  accessNumber: '022847110101', product: 'SIP_TRUNK', username: 'max.vorlage', password: 'Willkommen-2026!',
});
const UDO = { salutation: 'MR', firstName: 'Udo', lastName: 'Unterberg', email: 'udo.unterberg@example.test' };
const VERA = { salutation: 'MS', firstName: 'Vera', lastName: 'Vertrieb', email: 'vera.vertrieb@example.test', company: 'Vertrieb & Co. KG', locale: 'de' } as const;
const SVEN = { firstName: 'Sven', lastName: 'Service', email: 'sven.service@example.test', locale: 'de' } as const;
const LOGINS = {
  sub: { username: 'udo.unterberg', password: 'Willkommen-2026!' },
  partner: { username: 'vera.vertrieb', password: '4711200826' },
  agent: { username: 'sven.service', password: 'Willkommen-2026!' },
};

/**
 * Two companies with twenty contracts each and somebody of every role, made the way they would be: both master administrators are connected, one
 * shares with the other and with a sub-administrator, an open letter lies in the print spool. What an earlier, interrupted run made is kept.
 */
export async function demo(system: System, loginService: string, print: (line: string) => void = console.log): Promise<void> {
  for (const customer of [MARIA, MAX]) {
    await becomeKnown(system, customer);
    await addContracts(system.facts, customer);
  }
  const maria = await master(system, MARIA);
  await master(system, MAX);
  await subAdministrator(system, maria);
  await share(system, maria);
  await system.facts.publish(salesPartnerOnboarded, { partnerNumber: 'VP-4711', ...VERA });
  await activated(system, VERA.email, LOGINS.partner);
  await system.facts.publish(supportAgentOnboarded, { staffNumber: 'GK-4711', ...SVEN });
  await activated(system, SVEN.email, LOGINS.agent);
  await orderWelcomeLetter(system, MARIA, 'LETTER');
  // A login service that is no simulator has people of its own.
  await new LoginSimulatorClient(loginService).putLogin(DEMO_CUSTOMER_CENTRE.username, DEMO_CUSTOMER_CENTRE.password, accessNumbersOf(MARIA)).catch(() => undefined);
  print(JSON.stringify([
    { role: 'MASTER_ADMINISTRATOR', username: MARIA.username, password: MARIA.password },
    { role: 'MASTER_ADMINISTRATOR', username: MAX.username, password: MAX.password },
    { role: 'SUB_ADMINISTRATOR', ...LOGINS.sub },
    { role: 'SALES_PARTNER', ...LOGINS.partner },
    { role: 'SUPPORT_AGENT', ...LOGINS.agent },
  ]));
}

const accessNumbersOf = ({ accessNumber }: Customer): string[] => Array.from({ length: CONTRACTS }, (_, n) => `0${Number(accessNumber) + n}`);

async function addContracts(facts: FactPublisher, { customerNumber, accessNumber, company, product }: Customer): Promise<void> {
  await facts.publish(customerUpserted, { customerNumber, network: 'FIXED_LINE', companyName: company });
  const first = Product.options.indexOf(product);
  await Promise.all(accessNumbersOf({ accessNumber } as Customer).map((number, n) =>
    facts.publish(contractProvisioned, { accessNumber: number, customerNumber, product: Product.options[(first + n) % Product.options.length]!, validFrom: '2026-01-01T00:00:00Z' }),
  ));
}

/** Registered, activated, through with the contact data and connected. Returns an access token. */
async function master(system: System, customer: Customer): Promise<string> {
  if (!(await canSignIn(system, customer))) {
    await register(system, customer);
    await activate(system, customer);
  }
  const { accessToken: token, requiredActions } = await signIn(system, customer);
  if (requiredActions.length > 0) await completeContactData(system, customer, token);
  const { items } = await system.portal.expect<{ items: object[] }>(200, 'GET', '/customer-links', { token });
  if (items.length === 0) await connect(system, customer, token);
  return token;
}

/** Maria shares two contracts with Max, and gives Udo a part of three; whatever somebody has saved since is kept. */
async function share({ portal }: System, token: string): Promise<void> {
  const accessNumbers = accessNumbersOf(MARIA);
  const unsaved = { 'if-match': '"0"' };
  const body = { email: MAX.email, customerNumberType: 'FIXED_LINE', customerNumber: MAX.customerNumber };
  const { candidateId } = await portal.expect<{ candidateId: string }>(200, 'POST', '/transfer-candidates', { token, body });
  await portal.send('PUT', `/transfers/${candidateId}`, { token, headers: unsaved, body: { accessNumbers: accessNumbers.slice(0, 2) } });
  const { items } = await portal.expect<{ items: { id: string; email: string }[] }>(200, 'GET', '/sub-administrators', { token });
  const udo = items.find(({ email }) => email === UDO.email);
  const assignments = accessNumbers.slice(0, 3).map((accessNumber) => ({ accessNumber, rights: ['ADMINISTRATION'] }));
  if (udo) await portal.send('PUT', `/sub-administrators/${udo.id}/rights`, { token, headers: unsaved, body: { assignments } });
}

async function subAdministrator(system: System, masterToken: string): Promise<void> {
  if (await canSignIn(system, LOGINS.sub)) return;
  const { items } = await system.portal.expect<{ items: { email: string }[] }>(200, 'GET', '/sub-administrators', { token: masterToken });
  if (!items.some(({ email }) => email === UDO.email)) await invite(system, masterToken, UDO);
  await acceptInvitation(system, { id: '', email: UDO.email, ...LOGINS.sub });
}

async function activated(system: System, email: string, login: { username: string; password: string }): Promise<void> {
  if (!(await canSignIn(system, login))) await activate(system, newCustomer({ email, ...login }));
}

/** Also whoever is asked for a one-time code can. */
async function canSignIn({ portal }: System, { username, password }: { username: string; password: string }): Promise<boolean> {
  return (await portal.send('POST', '/auth/login', { body: { username, password } })).status === 200;
}
