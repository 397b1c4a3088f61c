import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { cliJson } from '../../cli/test/run-cli.js';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { LoginSimulatorClient } from '../../harness/src/login-simulator.client.js';
import { addContract, connect } from '../../harness/src/scenarios/connection.js';
import { type Customer, newCustomer } from '../../harness/src/scenarios/customer-journey.js';
import { authorizeMobile, byFixedLine, etagOf, type FoundCandidate, found, saveTicks, search, transferTo } from '../../harness/src/scenarios/sharing.js';
import { signedInMaster, signedInSubordinate } from '../../harness/src/scenarios/sub-administrator.js';

interface Master {
  customer: Customer;
  token: string;
}

/** Cheap on purpose: each test has people of its own. */
const CHEAP_HASHES = { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' };
let system: ConnectedSystem;
let giver: Master;
let receiver: Master;
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, entitlements: 2, identity: 2 }, env: CHEAP_HASHES });
}, 120_000);
afterAll(() => system?.stop());
/** Two who are connected with numbers of their own; the giver has a SIP trunk besides. */
beforeEach(async () => {
  [giver, receiver] = [await connectedMaster(), await connectedMaster()];
  await addContract(system, { accessNumber: sip(giver), customerNumber: giver.customer.customerNumber, product: 'SIP_TRUNK' });
  await eventually(async () => expect((await contracts(giver.token)).map(({ accessNumber }) => accessNumber)).toContain(sip(giver)));
}, 30_000);

const sip = ({ customer }: Master) => `1${customer.customerNumber}`;
async function connectedMaster(): Promise<Master> {
  const master = await signedInMaster(system);
  await connect(system, master.customer, master.token);
  return master;
}

interface Held {
  accessNumber: string;
  rights: string[];
  sources: string[];
}

const contracts = async (token: string, via = 1) => (await system.portals[via]!.expect<{ items: Held[] }>(200, 'GET', '/contracts', { token })).items;
const heldOn = async (token: string, accessNumber: string) => (await contracts(token)).find((held) => held.accessNumber === accessNumber);
const sought = () => byFixedLine(receiver.customer);
const share = (...accessNumbers: string[]) => transferTo(system, giver.token, sought(), accessNumbers);
const ticked = ({ options }: Pick<FoundCandidate, 'options'>) => options.filter(({ granted }) => granted).map(({ accessNumber }) => accessNumber);
const transfers = async (token: string, direction = 'GIVEN') => (await system.portals[1]!.expect<{ items: (Omit<FoundCandidate, 'options'> & { accessNumbers: string[]; since: string })[] }>(200, 'GET', `/transfers?direction=${direction}`, { token })).items;
const transfer = (candidateId: string, token = giver.token) => system.portals[1]!.send<{ accessNumbers: string[]; code?: string }>('GET', `/transfers/${candidateId}`, { token });
const mailsOf = (type: string, { customer }: Master) => system.mailbox.mails(customer.email, type);

describe('The search for another master administrator', () => {
  it('finds by the fixed-line number they are connected with, and shows the own contracts with an ETag', async () => {
    const answer = await search(system.portal, giver.token, sought());
    const { firstName, lastName, company } = receiver.customer;
    const options = [giver.customer, { accessNumber: sip(giver), customerNumber: giver.customer.customerNumber, product: 'SIP_TRUNK' }]
      .map(({ accessNumber, customerNumber, product }) => ({ accessNumber, customerNumber, product, granted: false }))
      .sort((a, b) => (a.accessNumber < b.accessNumber ? -1 : 1));
    expect([answer.status, answer.body, etagOf(answer)]).toEqual([200, { candidateId: expect.any(String), firstName, lastName, company, options }, '"0"']);
  });

  it('finds by a number one of whose contracts they administer by transfer, and by their mobile number', async () => {
    const third = await connectedMaster();
    await share(giver.customer.accessNumber);
    const byTransfer = { ...sought(), customerNumber: giver.customer.customerNumber };
    expect((await search(system.portal, third.token, byTransfer)).status).toBe(200);
    const mobile = await authorizeMobile(system, receiver.customer.email);
    expect((await found(system, giver.token, mobile)).options).toHaveLength(2);
    expect((await search(system.portal, third.token, { ...mobile, customerNumberType: 'FIXED_LINE' })).status).toBe(404);
  });

  it('misses alike, whatever is missing', async () => {
    const subordinate = await signedInSubordinate(system, receiver.token);
    const misses = [
      { ...sought(), email: newCustomer().email }, { ...sought(), customerNumber: '999999999' }, { ...sought(), customerNumber: giver.customer.customerNumber },
      { ...sought(), customerNumberType: 'MOBILE' }, { ...sought(), email: giver.customer.email, customerNumber: giver.customer.customerNumber }, { ...sought(), email: subordinate.email },
    ];
    const answers = [];
    for (const miss of misses) answers.push(await search(system.portal, giver.token, miss));
    const told = answers.map(({ status, headers, body }) => {
      const { traceId: _trace, instance: _instance, ...problem } = body as unknown as Record<string, unknown>;
      return { status, etag: headers.get('etag'), problem };
    });
    expect(told[0]).toMatchObject({ status: 404, etag: null, problem: { code: 'not-found' } });
    for (const one of told) expect(one).toEqual(told[0]);
  });

  it('makes whoever misses ten times in an hour wait, through whichever gateway, also for a hit', async () => {
    const hit = sought();
    for (let n = 0; n < 10; n++) {
      expect((await search(system.portals[n % 2]!, giver.token, { ...hit, customerNumber: `99999999${n}` })).status).toBe(404);
      if (n === 5) expect((await search(system.portal, giver.token, hit)).status).toBe(200);
    }
    const refused = await search(system.portals[1]!, giver.token, hit);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await search(system.portal, receiver.token, byFixedLine(giver.customer))).status).toBe(200);
  });

  it('is for master administrators alone', async () => {
    const { tokens } = await signedInSubordinate(system, giver.token);
    expect(await search(system.portal, tokens.accessToken, sought())).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await system.portal.send('GET', '/transfers', { token: tokens.accessToken })).toMatchObject({ status: 403 });
  });
});

describe('Festnetz-Berechtigungen übertragen', () => {
  it('shares what is ticked, at once and on every gateway, and takes back what is not', async () => {
    const { accessNumber } = giver.customer;
    const saved = await share(accessNumber, sip(giver));
    expect([ticked(saved).sort(), saved.etag]).toEqual([[accessNumber, sip(giver)].sort(), '"1"']);
    expect(await heldOn(receiver.token, accessNumber)).toMatchObject({ rights: ['ADMINISTRATION'], sources: ['TRANSFER'], customerCentreLinked: false });
    expect(await heldOn(giver.token, accessNumber)).toMatchObject({ rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], sources: ['LINK'] });
    const again = await saveTicks(system.portals[1]!, giver.token, saved.candidateId, [sip(giver)], saved.etag);
    expect([again.status, ticked(again.body), etagOf(again)]).toEqual([200, [sip(giver)], '"2"']);
    expect(await heldOn(receiver.token, accessNumber)).toBeUndefined();
    expect((await system.portal.send('GET', `/contracts/${accessNumber}`, { token: receiver.token })).status).toBe(404);
    expect(await heldOn(receiver.token, sip(giver))).toBeDefined();
    expect(ticked(await found(system, giver.token, sought()))).toEqual([sip(giver)]);
  });

  it('wants to know on what state it builds: none is 428, a stale one 412, and nothing is changed', async () => {
    const { candidateId, etag } = await share(sip(giver));
    const put = (state?: string) => saveTicks(system.portal, giver.token, candidateId, [], state);
    expect(await put()).toMatchObject({ status: 428, body: { code: 'precondition-required' } });
    expect(await put('"0"')).toMatchObject({ status: 412, body: { code: 'precondition-failed' } });
    expect(await heldOn(receiver.token, sip(giver))).toBeDefined();
    expect((await put(etag)).status).toBe(200);
    expect(await heldOn(receiver.token, sip(giver))).toBeUndefined();
    // Another set is another state.
    const third = await connectedMaster();
    expect((await found(system, giver.token, byFixedLine(third.customer))).etag).toBe('"0"');
  });

  it('names what is not held, unknown numbers alike, and saves nothing of the rest', async () => {
    const { candidateId, etag } = await found(system, giver.token, sought());
    const answer = await saveTicks(system.portal, giver.token, candidateId, [sip(giver), receiver.customer.accessNumber, '022899999999'], etag);
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation-failed' } });
    const { errors } = answer.body as unknown as { errors: { field: string; rule: string; message: string }[] };
    expect(errors.map(({ field, rule }) => `${field} ${rule}`)).toEqual(['accessNumbers.1 not-held', 'accessNumbers.2 not-held']);
    expect(new Set(errors.map(({ message }) => message)).size).toBe(1);
    expect(await heldOn(receiver.token, sip(giver))).toBeUndefined();
    expect((await found(system, giver.token, sought())).etag).toBe('"0"');
  });

  it('reaches the receiver with a Kundencenter link that is made later, and takes it back with the link', async () => {
    await share(sip(giver));
    await new LoginSimulatorClient(system.test.endpoints.loginService).putAccessNumber(sip(giver), 'Kundencenter-2026');
    await system.portal.expect(201, 'POST', '/customer-centre-links', { token: giver.token, body: { method: 'ACCESS_NUMBER', accessNumber: sip(giver), personalPassword: 'Kundencenter-2026' } });
    expect(await heldOn(receiver.token, sip(giver))).toMatchObject({ rights: ['ADMINISTRATION', 'INVOICE_ONLINE', 'TELEPHONY_CENTRE'], sources: ['TRANSFER'], customerCentreLinked: true });
    await system.portal.expect(204, 'DELETE', `/customer-centre-links/${sip(giver)}`, { token: giver.token });
    expect(await heldOn(receiver.token, sip(giver))).toMatchObject({ rights: ['ADMINISTRATION'], customerCentreLinked: false });
  });

  it('lets the receiver assign, but not pass on', async () => {
    await share(sip(giver));
    const third = await connectedMaster();
    const { candidateId, etag, options } = await found(system, receiver.token, byFixedLine(third.customer));
    expect(options.map(({ accessNumber }) => accessNumber)).toEqual([receiver.customer.accessNumber]);
    expect(await saveTicks(system.portal, receiver.token, candidateId, [sip(giver)], etag)).toMatchObject({ status: 422, body: { errors: [{ field: 'accessNumbers.0', rule: 'not-held' }] } });
    const { id, tokens } = await signedInSubordinate(system, receiver.token);
    const assignments = [{ accessNumber: sip(giver), rights: ['ADMINISTRATION'] }];
    await system.portal.expect(200, 'PUT', `/sub-administrators/${id}/rights`, { token: receiver.token, body: { assignments }, headers: { 'if-match': '"0"' } });
    expect(await contracts(tokens.accessToken)).toMatchObject([{ ...assignments[0], sources: ['ASSIGNMENT'] }]);
    await share();
    expect(await contracts(tokens.accessToken)).toEqual([]);
  });

  it('ends for good with the connection it rests on', async () => {
    await share(sip(giver));
    await system.portal.expect(204, 'DELETE', `/customer-links/${giver.customer.customerNumber}?confirm=last-administrator`, { token: giver.token });
    expect(await heldOn(receiver.token, sip(giver))).toBeUndefined();
    await connect(system, giver.customer, giver.token);
    expect(await heldOn(receiver.token, sip(giver))).toBeUndefined();
    expect(ticked(await found(system, giver.token, sought()))).toEqual([]);
  });

  it('is listed for both, under an id that means nothing to anybody else', async () => {
    const { candidateId } = await share(sip(giver), giver.customer.accessNumber);
    const { firstName, lastName, company } = receiver.customer;
    const accessNumbers = [sip(giver), giver.customer.accessNumber].sort();
    expect(await transfers(giver.token)).toEqual([{ candidateId, firstName, lastName, company, accessNumbers, since: expect.any(String) }]);
    expect(await transfers(giver.token, 'RECEIVED')).toEqual([]);
    const [received] = await transfers(receiver.token, 'RECEIVED');
    expect(received).toMatchObject({ firstName: giver.customer.firstName, accessNumbers });
    const one = await transfer(candidateId);
    expect([one.status, one.body.accessNumbers, etagOf(one)]).toEqual([200, accessNumbers, '"1"']);
    const third = await connectedMaster();
    for (const { token } of [receiver, third]) {
      expect(await transfer(candidateId, token)).toMatchObject({ status: 404, body: { code: 'not-found' } });
      expect((await saveTicks(system.portal, token, candidateId, [], '"1"')).status).toBe(404);
    }
    expect((await transfer('019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d')).status).toBe(404);
  });

  it('is spoken of by the receiver under an id of their own', async () => {
    const { candidateId } = await share(sip(giver));
    const [received] = await transfers(receiver.token, 'RECEIVED');
    expect(received!.candidateId).not.toBe(candidateId);
    expect(await system.portal.send('GET', `/transfers/${received!.candidateId}?direction=RECEIVED`, { token: receiver.token })).toMatchObject({ status: 200, body: { accessNumbers: [sip(giver)] } });
    expect((await transfer(received!.candidateId)).status).toBe(404);
  });

  it('is told to the receiver by one e-mail a save', async () => {
    const { candidateId, etag } = await share(sip(giver), giver.customer.accessNumber);
    await eventually(async () => expect(await mailsOf('rights-granted', receiver)).toHaveLength(1));
    expect((await mailsOf('rights-granted', receiver))[0]!.text).toContain(sip(giver));
    expect((await saveTicks(system.portal, giver.token, candidateId, [], etag)).status).toBe(200);
    await eventually(async () => expect(await mailsOf('rights-revoked', receiver)).toHaveLength(1));
    expect([(await mailsOf('rights-granted', receiver)).length, (await mailsOf('rights-revoked', giver)).length]).toEqual([1, 0]);
  });
});

describe('A transfer to somebody who is not as they were', () => {
  const REASON = 'Anruf der Kundin, Nachweis liegt vor';
  const bsp = (act: string, id: string, ...args: string[]) => cliJson(system.test.endpoints.nats, 'accounts', act, '--id', id, '--reason', REASON, ...args);
  const idOf = async ({ token }: Master) => (await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token })).id;

  it('can be taken back when they are locked or have another address, without finding them', async () => {
    const { candidateId, etag } = await share(sip(giver));
    const id = await idOf(receiver);
    await bsp('lock', id);
    expect((await search(system.portal, giver.token, sought())).status).toBe(404);
    const one = await transfer(candidateId);
    expect([one.status, one.body.accessNumbers, etagOf(one)]).toEqual([200, [sip(giver)], etag]);
    expect((await saveTicks(system.portal, giver.token, candidateId, [], etag)).status).toBe(200);
    await bsp('unlock', id);
    expect((await transfer(candidateId)).body.accessNumbers).toEqual([]);
    expect(await transfers(giver.token)).toEqual([]);
  });

  it('has ended when their account is closed, and can be looked at still', async () => {
    const { candidateId, etag } = await share(sip(giver));
    await bsp('close', await idOf(receiver), '--confirm', receiver.customer.username);
    await eventually(async () => expect((await transfer(candidateId)).body.accessNumbers).toEqual([]));
    expect((await saveTicks(system.portal, giver.token, candidateId, [], etag)).status).toBe(200);
    expect(await transfers(giver.token)).toEqual([]);
  });

  it('ends when the giver’s account is closed', async () => {
    await share(sip(giver));
    await bsp('close', await idOf(giver), '--confirm', giver.customer.username);
    await eventually(async () => expect(await heldOn(receiver.token, sip(giver))).toBeUndefined());
  });
});
