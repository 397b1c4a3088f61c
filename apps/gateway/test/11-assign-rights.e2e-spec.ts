import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { LoginSimulatorClient } from '../../harness/src/login-simulator.client.js';
import { addContract, connect } from '../../harness/src/scenarios/connection.js';
import type { Customer, Tokens } from '../../harness/src/scenarios/customer-journey.js';
import { assign, type Assignment, etagOf, rightsOf, saveRights } from '../../harness/src/scenarios/sharing.js';
import { invite, signedInMaster, signedInSubordinate, type Subordinate } from '../../harness/src/scenarios/sub-administrator.js';

/** Cheap on purpose: each test has people of its own. */
const CHEAP_HASHES = { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' };
let system: ConnectedSystem;
let master: { customer: Customer; token: string };
let sub: Subordinate & { tokens: Tokens };
/** Two contracts of the master's: a CompanyFlex and a SIP trunk with its Kundencenter linked. */
let flex: string;
let sip: string;
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, entitlements: 2, identity: 2 }, env: CHEAP_HASHES });
}, 120_000);
afterAll(() => system?.stop());
beforeEach(async () => {
  master = await signedInMaster(system);
  const { customerNumber, accessNumber } = master.customer;
  [flex, sip] = [accessNumber, `1${customerNumber}`];
  await addContract(system, { accessNumber: sip, customerNumber, product: 'SIP_TRUNK' });
  await connect(system, master.customer, master.token);
  await eventually(() => system.portal.expect(200, 'GET', `/contracts/${sip}`, { token: master.token }));
  await new LoginSimulatorClient(system.test.endpoints.loginService).putAccessNumber(sip, 'Kundencenter-2026');
  await linkCentre();
  sub = await signedInSubordinate(system, master.token);
}, 30_000);

interface Held {
  accessNumber: string;
  rights: string[];
  sources: string[];
}

const EVERYTHING = ['ADMINISTRATION', 'COMMERCIAL_CONTACT', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'];
const linkCentre = () => system.portal.expect(201, 'POST', '/customer-centre-links', { token: master.token, body: { method: 'ACCESS_NUMBER', accessNumber: sip, personalPassword: 'Kundencenter-2026' } });
const contracts = async (token = sub.tokens.accessToken, via = 1) => (await system.portals[via]!.expect<{ items: Held[] }>(200, 'GET', '/contracts', { token })).items;
const heldOn = async (accessNumber: string) => (await contracts()).find((held) => held.accessNumber === accessNumber)?.rights ?? [];
const assigned = async (via = 1) => {
  const answer = await rightsOf(system.portals[via]!, master.token, sub.id);
  return { etag: etagOf(answer), assignments: answer.body.assignments };
};
const save = (assignments: Assignment[], etag?: string, token = master.token) => saveRights(system.portal, token, sub.id, assignments, etag);
const give = (...assignments: Assignment[]) => assign(system, master.token, sub.id, assignments);
const rulesOf = ({ body }: { body: unknown }) => (body as { errors: { field: string; rule: string }[] }).errors.map(({ field, rule }) => `${field} ${rule}`);

describe('Rechte der Unteradministratoren', () => {
  it('are assigned as a whole set, the commercial contact too, at once and on every gateway', async () => {
    expect(await assigned()).toEqual({ etag: '"0"', assignments: [] });
    const all = [{ accessNumber: sip, rights: EVERYTHING }, { accessNumber: flex, rights: ['COMMERCIAL_CONTACT'] }].sort((a, b) => (a.accessNumber < b.accessNumber ? -1 : 1));
    const saved = await save(all, '"0"');
    expect([saved.status, saved.body.assignments, etagOf(saved)]).toEqual([200, all, '"1"']);
    expect((await contracts()).map(({ accessNumber, rights, sources }) => ({ accessNumber, rights, sources }))).toEqual(all.map((one) => ({ ...one, sources: ['ASSIGNMENT'] })));
    expect((await save([{ accessNumber: sip, rights: ['INVOICE_ONLINE'] }], '"1"')).status).toBe(200);
    expect([await heldOn(sip), await heldOn(flex)]).toEqual([['INVOICE_ONLINE'], []]);
    expect((await system.portals[1]!.send('GET', `/contracts/${flex}`, { token: sub.tokens.accessToken })).status).toBe(404);
    expect(await assigned()).toEqual({ etag: '"2"', assignments: [{ accessNumber: sip, rights: ['INVOICE_ONLINE'] }] });
    expect((await contracts(master.token)).map(({ rights }) => rights.length).sort()).toEqual([2, 4]);
  });

  it('are saved on the state that the caller saw: none is 428, a stale one 412, and nothing is changed', async () => {
    await give({ accessNumber: flex, rights: ['ADMINISTRATION'] });
    expect(await save([])).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
    expect(await save([], '"0"')).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    expect(await heldOn(flex)).toEqual(['ADMINISTRATION']);
    expect((await save([], '"1"')).status).toBe(200);
    expect(await heldOn(flex)).toEqual([]);
  });

  it('cannot be more than the master holds; each wrong one is named, and nothing is saved', async () => {
    const answer = await save([{ accessNumber: sip, rights: ['ADMINISTRATION'] }, { accessNumber: flex, rights: ['ADMINISTRATION', 'INVOICE_ONLINE'] }, { accessNumber: '022899999999', rights: ['ADMINISTRATION'] }], '"0"');
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    const rules = rulesOf(answer);
    expect(rules).toHaveLength(2);
    for (const rule of rules) expect(rule).toMatch(/^assignments\.[12](\.\w+)*(\.\d+)? not-held$/);
    expect((await contracts())).toEqual([]);
    expect(rulesOf(await save([{ accessNumber: sip, rights: ['EVERYTHING'] }], '"0"'))[0]).toMatch(/^assignments\.0\.rights\.0 /);
    expect((await save([{ accessNumber: sip, rights: [] }], '"0"')).status).toBe(422);
    expect((await save([{ accessNumber: sip, rights: ['ADMINISTRATION'] }, { accessNumber: sip, rights: ['COMMERCIAL_CONTACT'] }], '"0"')).status).toBe(422);
  });

  it('end to the second where an end is given, which lies in the future', async () => {
    expect(rulesOf(await save([{ accessNumber: flex, rights: ['ADMINISTRATION'], expiresAt: new Date(Date.now() - 1_000).toISOString() }], '"0"'))).toEqual(['assignments.0.expiresAt range']);
    const end = Math.ceil(Date.now() / 1_000) * 1_000 + 5_000;
    await give({ accessNumber: flex, rights: ['ADMINISTRATION'], expiresAt: new Date(end).toISOString() }, { accessNumber: sip, rights: ['ADMINISTRATION'] });
    expect((await assigned()).assignments.map(({ expiresAt }) => expiresAt !== undefined)).toContain(true);
    const seen: { at: number; held: boolean }[] = [];
    while (Date.now() < end + 500) {
      const before = Date.now();
      const held = (await heldOn(flex)).length > 0;
      // Whatever was decided while the end came may be either.
      if (Date.now() < end || before >= end) seen.push({ at: before, held });
    }
    expect(seen.filter(({ at, held }) => held !== at < end)).toEqual([]);
    expect([seen[0]!.held, seen.at(-1)!.held]).toEqual([true, false]);
    expect(await heldOn(sip)).toEqual(['ADMINISTRATION']);
    expect((await assigned()).assignments).toEqual([{ accessNumber: sip, rights: ['ADMINISTRATION'] }]);
  });

  it('end with the master’s, for good, right by right', async () => {
    await give({ accessNumber: sip, rights: EVERYTHING }, { accessNumber: flex, rights: ['ADMINISTRATION'] });
    await system.portal.expect(204, 'DELETE', `/customer-centre-links/${sip}`, { token: master.token });
    expect(await heldOn(sip)).toEqual(['ADMINISTRATION', 'COMMERCIAL_CONTACT']);
    await linkCentre();
    expect(await heldOn(sip)).toEqual(['ADMINISTRATION', 'COMMERCIAL_CONTACT']);
    await system.portal.expect(204, 'DELETE', `/customer-links/${master.customer.customerNumber}?confirm=last-administrator`, { token: master.token });
    expect(await contracts()).toEqual([]);
    await connect(system, master.customer, master.token);
    expect(await contracts()).toEqual([]);
    expect((await assigned()).assignments).toEqual([]);
  });

  it('lead into portals only as far as they go', async () => {
    await give({ accessNumber: sip, rights: ['INVOICE_ONLINE'] });
    const handOver = async (accessNumber: string, target: string) => {
      const { status, body } = await system.portals[1]!.send('POST', `/contracts/${accessNumber}/handovers`, { token: sub.tokens.accessToken, body: { target } });
      return [status, body['code']];
    };
    expect(await handOver(sip, 'INVOICE_ONLINE')).toEqual([201, undefined]);
    expect(await handOver(sip, 'CUSTOMER_CENTRE')).toEqual([201, undefined]);
    expect(await handOver(sip, 'TELEPHONY_CENTRE')).toEqual([403, 'right-missing']);
    expect(await handOver(flex, 'INVOICE_ONLINE')).toEqual([404, 'not-found']);
  });

  it('can be passed on by nobody, and are nobody’s business but the master’s', async () => {
    await give({ accessNumber: sip, rights: EVERYTHING });
    const [stranger, colleague] = [await signedInMaster(system), await invite(system, master.token)];
    const token = sub.tokens.accessToken;
    expect(await system.portal.send('POST', '/transfer-candidates', { token, body: { email: stranger.customer.email, customerNumberType: 'MOBILE', customerNumber: '01701234567' } })).toMatchObject({ status: 403 });
    expect(await saveRights(system.portal, token, colleague.id, [], '"0"')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await rightsOf(system.portal, token, sub.id)).toMatchObject({ status: 403 });
    for (const id of [sub.id, '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d']) {
      expect(await rightsOf(system.portal, stranger.token, id)).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect(await saveRights(system.portal, stranger.token, id, [], '"0"')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
    expect(await heldOn(sip)).toEqual(EVERYTHING);
  });

  it('are gone with the sub-administrator', async () => {
    await give({ accessNumber: sip, rights: EVERYTHING });
    await system.portal.expect(204, 'DELETE', `/sub-administrators/${sub.id}`, { token: master.token });
    expect((await rightsOf(system.portals[1]!, master.token, sub.id)).status).toBe(404);
    expect((await save([], '"1"')).status).toBe(404);
    const { items } = await system.portals[1]!.expect<{ items: { kind: string; via: string }[] }>(200, 'GET', `/contracts/${sip}/history?limit=1`, { token: master.token });
    expect(items).toMatchObject([{ kind: 'REVOKED', via: 'ASSIGNMENT' }]);
  });

  it('are told to the sub-administrator by one e-mail a save', async () => {
    await give({ accessNumber: sip, rights: EVERYTHING }, { accessNumber: flex, rights: ['ADMINISTRATION'] });
    await eventually(async () => expect(await system.mailbox.mails(sub.email, 'rights-granted')).toHaveLength(1));
    await give();
    await eventually(async () => expect(await system.mailbox.mails(sub.email, 'rights-revoked')).toHaveLength(1));
    expect(await system.mailbox.mails(sub.email, 'rights-granted')).toHaveLength(1);
  });
});
