import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { LoginSimulatorClient } from '../../harness/src/login-simulator.client.js';
import { addContract, connect } from '../../harness/src/scenarios/connection.js';
import type { Customer } from '../../harness/src/scenarios/customer-journey.js';
import { signedInMaster } from '../../harness/src/scenarios/sub-administrator.js';

let system: ConnectedSystem;
let loginService: LoginSimulatorClient;
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, 'contract-linking': 2, entitlements: 2 } });
  loginService = new LoginSimulatorClient(system.test.endpoints.loginService);
}, 120_000);
afterAll(() => system?.stop());
beforeEach(() => loginService.behave({ delayMs: 0, status: 0 }));

interface Handover {
  url: string;
  method: string;
  fields: Record<string, string>;
  expiresAt: string;
}

const PASSWORD = 'Kundencenter-2026';
const SIP = (customer: Customer) => `1${customer.customerNumber}`;

/** A master administrator who is connected, with a CompanyFlex and a SIP trunk. */
async function connectedMaster(): Promise<{ customer: Customer; token: string }> {
  const master = await signedInMaster(system);
  const { customer, token } = master;
  await addContract(system, { accessNumber: SIP(customer), customerNumber: customer.customerNumber, product: 'SIP_TRUNK' });
  await connect(system, customer, token);
  // The CRM's word of the second contract comes by the stream.
  await eventually(() => contract(token, SIP(customer)));
  return master;
}

const login = (customer: Customer) => ({ method: 'TELEKOM_LOGIN', username: `login.${customer.customerNumber}`, password: PASSWORD });
const link = (token: string, body: object, via = 0) => system.portals[via]!.send('POST', '/customer-centre-links', { token, body });
const contract = (token: string, accessNumber: string) => system.portals[1]!.expect(200, 'GET', `/contracts/${accessNumber}`, { token });
const handOver = (token: string, accessNumber: string, target: string) => system.portals[1]!.send<Handover & { code: string }>('POST', `/contracts/${accessNumber}/handovers`, { token, body: { target } });

describe('Festnetz-Kundencenter verknüpfen', () => {
  it('links with the Telekom Login those of its access numbers that the caller administers, at once', async () => {
    const { customer, token } = await connectedMaster();
    await loginService.putLogin(login(customer).username, PASSWORD, [customer.accessNumber, SIP(customer), '022899999999']);
    const answer = await link(token, login(customer));
    expect(answer).toMatchObject({ status: 201, body: { accessNumbers: [customer.accessNumber, SIP(customer)].sort() } });
    expect(await contract(token, customer.accessNumber)).toMatchObject({ rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE'], sources: ['LINK', 'CUSTOMER_CENTRE'], customerCentreLinked: true });
    expect(await contract(token, SIP(customer))).toMatchObject({ rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'] });
    expect(await link(token, login(customer), 1)).toMatchObject({ status: 201, body: answer.body });
  });

  it('links one access number with its personal password, and unlinks it', async () => {
    const { customer, token } = await connectedMaster();
    await loginService.putAccessNumber(SIP(customer), PASSWORD);
    expect(await link(token, { method: 'ACCESS_NUMBER', accessNumber: SIP(customer), personalPassword: PASSWORD })).toMatchObject({ status: 201, body: { accessNumbers: [SIP(customer)] } });
    const links = await system.portal.expect<{ items: object[] }>(200, 'GET', '/customer-centre-links', { token });
    expect(links.items).toEqual([{ accessNumber: SIP(customer), linkedAt: expect.any(String) }]);
    for (const via of [0, 1]) await system.portals[via]!.expect(204, 'DELETE', `/customer-centre-links/${SIP(customer)}`, { token });
    expect(await contract(token, SIP(customer))).toMatchObject({ rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], customerCentreLinked: false });
    await system.portal.expect(404, 'DELETE', `/customer-centre-links/${customer.accessNumber}`, { token });
  });

  it('says which credentials were refused, whose numbers they are not, and that the other side does not answer', async () => {
    const { customer, token } = await connectedMaster();
    expect(await link(token, login(customer))).toMatchObject({ status: 422, body: { code: 'login-service-rejected' } });
    await loginService.putLogin(login(customer).username, PASSWORD, ['022899999999']);
    expect(await link(token, login(customer))).toMatchObject({ status: 409, body: { code: 'no-matching-contract' } });
    await loginService.behave({ delayMs: 10_000, status: 0 });
    const started = performance.now();
    const slow = await link(token, login(customer));
    expect(slow).toMatchObject({ status: 503, body: { code: 'external-service-unavailable' } });
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(slow.headers.get('retry-after')).not.toBeNull();
    await loginService.behave({ delayMs: 0, status: 500 });
    expect(await link(token, login(customer))).toMatchObject({ status: 503, body: { code: 'external-service-unavailable' } });
    expect((await contract(token, customer.accessNumber))['customerCentreLinked']).toBe(false);
  });

  it('ends with the connection that it rests on, and does not revive with it', async () => {
    const { customer, token } = await connectedMaster();
    await loginService.putLogin(login(customer).username, PASSWORD, [customer.accessNumber]);
    expect((await link(token, login(customer))).status).toBe(201);
    await system.portal.expect(204, 'DELETE', `/customer-links/${customer.customerNumber}?confirm=last-administrator`, { token });
    expect((await system.portals[1]!.send('GET', `/contracts/${customer.accessNumber}`, { token })).status).toBe(404);
    expect((await system.portals[1]!.expect<{ items: object[] }>(200, 'GET', '/customer-centre-links', { token })).items).toEqual([]);
    await connect(system, customer, token);
    expect(await contract(token, customer.accessNumber)).toMatchObject({ rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], customerCentreLinked: false });
  });
});

describe('a handover', () => {
  it('leads into the page already signed in, once', async () => {
    const { customer, token } = await connectedMaster();
    await loginService.putLogin(login(customer).username, PASSWORD, [SIP(customer)]);
    expect((await link(token, login(customer))).status).toBe(201);
    const me = await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token });
    for (const target of ['INVOICE_ONLINE', 'CUSTOMER_CENTRE', 'TELEPHONY_CENTRE']) {
      const { status, body } = await handOver(token, SIP(customer), target);
      expect([status, body.method]).toEqual([201, 'POST']);
      const page = await loginService.arrive(body.url, body.fields);
      expect(page.status).toBe(200);
      for (const shown of [me.id, SIP(customer)]) expect(page.text).toContain(shown);
      expect((await loginService.arrive(body.url, body.fields)).status).toBe(403);
    }
    const admin = await handOver(token, customer.accessNumber, 'ADMINISTRATION_PORTAL');
    const elsewhere = admin.body.url.replace('administration-portal', 'invoice-online');
    expect((await loginService.arrive(elsewhere, admin.body.fields)).status).toBe(403);
    const [head, claims, signature] = admin.body.fields['handover']!.split('.');
    const altered = `${head}.${claims!.slice(0, -2)}AA.${signature}`;
    expect((await loginService.arrive(admin.body.url, { handover: altered })).status).toBe(403);
    expect((await loginService.arrive(admin.body.url, admin.body.fields)).status).toBe(200);
    // A handover is no access token.
    expect((await system.portal.send('GET', '/me', { token: admin.body.fields['handover']! })).status).toBe(401);
  });

  it('says what is missing: the link and its access number, the target, the right, or nothing at all', async () => {
    const { customer, token } = await connectedMaster();
    expect(await handOver(token, SIP(customer), 'INVOICE_ONLINE')).toMatchObject({ status: 409, body: { code: 'customer-centre-not-linked', accessNumberToLink: SIP(customer) } });
    expect(await handOver(token, customer.accessNumber, 'TELEPHONY_CENTRE')).toMatchObject({ status: 409, body: { code: 'target-not-available' } });
    expect(await handOver(token, SIP(customer), 'ADMINISTRATION_PORTAL')).toMatchObject({ status: 409, body: { code: 'target-not-available' } });
    const stranger = await signedInMaster(system);
    expect((await handOver(stranger.token, SIP(customer), 'INVOICE_ONLINE')).status).toBe(404);
  });
});
