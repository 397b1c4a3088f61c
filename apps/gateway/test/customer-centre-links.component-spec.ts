import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyFacts, completeActivation, filterAdministered, listLostCustomerCentreLinks } from '#libs/contracts';
import { newId } from '#libs/kernel';
import type { RunningService } from '#libs/service';
import { start as startContractLinking } from '../../contract-linking/src/main.js';
import { freshNumbers } from '../../contract-linking/test/crm-fixture.js';
import { aForm, aSubAdministrator, contactDataOf, freshUsername, ORIGIN, PASSWORD } from '../../identity/test/builders.js';
import { type RunningSimulator, startSimulator } from '../../login-simulator/src/simulator.js';
import { type Answer, GatewayFixture } from './gateway-fixture.js';

const fixture = new GatewayFixture();
let simulator: RunningSimulator;
let contractLinking: RunningService;
/** What the gateway asked and told entitlements, whose part a test plays here. */
const entitlements = { administered: new Set<string>(), asked: [] as string[][], applied: [] as { type: string; data: { accessNumber: string; linkId: string } }[], lost: [] as string[], isAway: false };

beforeAll(async () => {
  simulator = await startSimulator({ host: '127.0.0.1', port: 0, jwksUrls: [] });
  await fixture.start({ gateways: 2 });
  await fixture.stopEntitlements();
  await playEntitlements();
  contractLinking = await startContractLinking({ ...fixture.identity.servers.envFor('contract-linking'), LOGIN_SERVICE_URL: simulator.url });
});
afterAll(async () => {
  await contractLinking.stop();
  await fixture.stop();
  await simulator.stop();
});

async function playEntitlements(): Promise<void> {
  const link = await fixture.identity.link('entitlements');
  const answers = (subject: string, answer: (data: never) => object) =>
    link.nc.subscribe(subject, {
      queue: 'entitlements',
      callback: (_, message) => {
        const { id, data } = message.json<{ id: string; data: never }>();
        message.respond(JSON.stringify({ id, isDisposed: true, ...answer(data) }));
      },
    });
  answers(filterAdministered.subject, ({ accessNumbers }: { accessNumbers: string[] }) => {
    entitlements.asked.push(accessNumbers);
    return { response: { accessNumbers: accessNumbers.filter((number) => entitlements.administered.has(number)) } };
  });
  answers(applyFacts.subject, ({ facts }: { facts: typeof entitlements.applied }) => {
    if (entitlements.isAway) return { err: { code: 'service-unavailable', kind: 'unavailable' } };
    entitlements.applied.push(...facts.filter(({ type }) => type.includes('.customer-centre.')));
    return { response: {} };
  });
  answers(listLostCustomerCentreLinks.subject, () => ({ response: { links: entitlements.lost.map((linkId) => ({ linkId, actor: { kind: 'CRM' }, cause: 'contract.moved' })) } }));
  await link.nc.flush();
}

async function aMaster() {
  const { accessToken: token, contactData } = await fixture.signedIn();
  await fixture.ask('/me/contact-data', { method: 'PUT', token, body: contactData });
  const path = '/customer-centre-links';
  return {
    token,
    link: (body: unknown, via = 0) => fixture.ask(path, { token, body, via }),
    list: (query = '', via = 1) => fixture.ask(`${path}${query}`, { token, via }),
    unlink: (accessNumber: string, via = 0) => fixture.ask(`${path}/${accessNumber}`, { method: 'DELETE', token, via }),
  };
}

/** Contracts that everybody knows, and a login that has them. */
async function aLogin(count: number, { administered = count } = {}) {
  const { customerNumber } = freshNumbers();
  const accessNumbers = Array.from({ length: count }, () => freshNumbers().accessNumber).sort();
  const crm = await fixture.identity.link('harness');
  const publish = (type: string, data: object) => crm.js.publish(type, JSON.stringify({ specversion: '1.0', id: newId(), source: 'crm', type, data }));
  await publish('bsp.crm.customer.upserted.v1', { customerNumber, network: 'FIXED_LINE', companyName: 'Muster GmbH' });
  for (const accessNumber of accessNumbers) await publish('bsp.crm.contract.provisioned.v1', { accessNumber, customerNumber, product: 'SIP_TRUNK', validFrom: '2026-01-01T00:00:00Z' });
  for (const accessNumber of accessNumbers) await fixture.identity.knows(accessNumber);
  for (const accessNumber of accessNumbers.slice(0, administered)) entitlements.administered.add(accessNumber);
  const credentials = { method: 'TELEKOM_LOGIN', username: `anna-${newId()}`, password: 'geheim' };
  const headers = { 'content-type': 'application/json' };
  await fetch(`${simulator.url}/sim/logins/${credentials.username}`, { method: 'PUT', headers, body: JSON.stringify({ password: 'geheim', accessNumbers }) });
  return { accessNumbers, credentials };
}

const told = ({ status, body }: Answer) => [status, body?.code, ...(body?.errors ?? []).map(({ field, rule }: { field: string; rule: string }) => `${field} ${rule}`)];
const numbersIn = ({ body }: Answer) => body.items.map(({ accessNumber }: { accessNumber: string }) => accessNumber);

describe('the routes of links to the Kundencenter', () => {
  it('link what the caller administers, tell entitlements first, and repeat safely', async () => {
    const { link, list } = await aMaster();
    const { accessNumbers, credentials } = await aLogin(3, { administered: 2 });
    const linked = accessNumbers.slice(0, 2);
    entitlements.applied.length = 0;
    for (const via of [0, 1]) {
      const answer = await link(credentials, via);
      expect([answer.status, answer.body]).toEqual([201, { accessNumbers: linked }]);
      expect(entitlements.asked.at(-1)).toEqual(accessNumbers);
      expect(entitlements.applied.splice(0).map(({ data }) => data.accessNumber).sort()).toEqual(linked);
    }
    expect(numbersIn(await list())).toEqual(linked);
    const first = await list('?limit=1');
    expect([numbersIn(first), numbersIn(await list(`?limit=1&cursor=${first.body.nextCursor}`))]).toEqual([[linked[0]], [linked[1]]]);
  });

  it('make a link anew that had lost its basis, and do not show it as the old one', async () => {
    const { link, list } = await aMaster();
    const { accessNumbers, credentials } = await aLogin(1);
    entitlements.applied.length = 0;
    await link(credentials);
    entitlements.lost = entitlements.applied.splice(0).map(({ data }) => data.linkId);
    expect((await link(credentials, 1)).status).toBe(201);
    expect(entitlements.applied.map(({ type, data }) => [type.split('.').at(-2), entitlements.lost.includes(data.linkId)])).toEqual([['linked', false]]);
    expect(numbersIn(await list())).toEqual(accessNumbers);
  });

  it('end a link, and again, and know of nobody else’s', async () => {
    const [owner, stranger] = [await aMaster(), await aMaster()];
    const { accessNumbers, credentials } = await aLogin(2);
    await owner.link(credentials);
    entitlements.applied.length = 0;
    for (const via of [0, 1]) expect((await owner.unlink(accessNumbers[0]!, via)).status).toBe(204);
    expect(entitlements.applied.splice(0).map(({ type }) => type.split('.').at(-2))).toEqual(['unlinked', 'unlinked']);
    expect(numbersIn(await owner.list())).toEqual([accessNumbers[1]]);
    for (const accessNumber of [accessNumbers[1]!, '0228999999', 'x', '%24ne']) expect(told(await stranger.unlink(accessNumber))).toEqual([404, 'not-found']);
    expect(numbersIn(await stranger.list())).toEqual([]);
  });

  it('name every wrong field of either kind of credentials', async () => {
    const { link } = await aMaster();
    const wrong: [unknown, ...string[]][] = [
      [{}, 'method required'],
      [{ method: 'FAX' }, 'method range'],
      [{ method: 'TELEKOM_LOGIN', username: '', role: 'X' }, 'username required', 'password required', 'role unknown'],
      [{ method: 'ACCESS_NUMBER', accessNumber: '12', personalPassword: 7 }, 'accessNumber format', 'personalPassword format'],
      [{ method: 'ACCESS_NUMBER', accessNumber: '0228123456', personalPassword: 'x'.repeat(129) }, 'personalPassword length'],
      [{ method: 'TELEKOM_LOGIN', username: 'anna', password: 'geheim', accessNumber: '0228123456' }, 'accessNumber unknown'],
    ];
    for (const [body, ...errors] of wrong) expect(told(await link(body))).toEqual([422, 'validation-failed', ...errors]);
    expect((await link({ method: 'FAX' })).body.errors[0].message).toContain('TELEKOM_LOGIN, ACCESS_NUMBER');
  });

  it('say what the login service said, and limit who tries', async () => {
    const { link } = await aMaster();
    const { credentials } = await aLogin(1, { administered: 0 });
    expect(told(await link(credentials))).toEqual([409, 'no-matching-contract']);
    for (let n = 0; n < 10; n++) expect(told(await link({ ...credentials, password: 'falsch' }))).toEqual([422, 'login-service-rejected']);
    const refused = await link(credentials);
    expect([...told(refused), Number(refused.headers.get('retry-after')) > 3_500]).toEqual([429, 'too-many-attempts', true]);
  });

  it('say within 5 s that the login service does not answer', async () => {
    const { link } = await aMaster();
    const { credentials } = await aLogin(1);
    const behave = (fault: object) => fetch(`${simulator.url}/sim/behaviour`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(fault) });
    await behave({ delayMs: 10_000 });
    const begun = performance.now();
    const refused = await link(credentials);
    expect([...told(refused), refused.headers.get('retry-after')]).toEqual([503, 'external-service-unavailable', '2']);
    expect(performance.now() - begun).toBeLessThan(5_000);
    await behave({});
    expect((await link(credentials)).status).toBe(201);
  });

  it('answer 503 while entitlements cannot be told, and repeating finishes it', async () => {
    const { link, list, unlink } = await aMaster();
    const { accessNumbers, credentials } = await aLogin(1);
    const acts: [() => Promise<Answer>, number, string[]][] = [[() => link(credentials), 201, accessNumbers], [() => unlink(accessNumbers[0]!), 204, []]];
    for (const [act, success, expected] of acts) {
      entitlements.isAway = true;
      expect(told(await act())).toEqual([503, 'service-unavailable']);
      expect(numbersIn(await list())).toEqual(expected);
      entitlements.isAway = false;
      entitlements.applied.length = 0;
      expect((await act()).status).toBe(success);
      expect([numbersIn(await list()), entitlements.applied.map(({ data }) => data.accessNumber)]).toEqual([expected, accessNumbers]);
    }
  });

  it('are for master administrators who are signed in', async () => {
    const { token } = await aMaster();
    const person = aSubAdministrator();
    await fixture.ask('/sub-administrators', { token, body: person });
    const activationToken = await fixture.identity.activationToken(await fixture.identity.codeFor(person.email, 1, 'sub-administrator-invitation'));
    const login = { username: freshUsername(), password: PASSWORD };
    await fixture.identity.ask(completeActivation, { activationToken, ...login, origin: ORIGIN });
    const { accessToken: subordinate } = await fixture.signIn(login);
    await fixture.ask('/me/contact-data', { method: 'PUT', token: subordinate, body: contactDataOf(aForm({ email: person.email })) });
    const routes: [string, string, object?][] = [['GET', ''], ['POST', '', {}], ['DELETE', '/0228123456']];
    for (const [method, path, body] of routes) {
      expect(told(await fixture.ask(`/customer-centre-links${path}`, { method, body }))).toEqual([401, 'token-invalid']);
      expect(told(await fixture.ask(`/customer-centre-links${path}`, { method, body, token: subordinate }))).toEqual([403, 'forbidden']);
    }
  });
});
