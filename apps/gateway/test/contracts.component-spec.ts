import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractOpened, customerCentreLinked, customerLinked, customerUnlinked } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { start } from '../src/main.js';
import { baseUrlOf } from './base-url.js';
import { GatewayFixture } from './gateway-fixture.js';

const LOGIN_SERVICE = 'http://login.example:9000';
const fixture = new GatewayFixture();
beforeAll(() => fixture.start({ gateways: 2, env: { LOGIN_SERVICE_URL: LOGIN_SERVICE } }));
afterAll(() => fixture.stop());

let last = 60_000_000;
const freshNumber = () => String(++last);

async function aMaster() {
  const { accessToken: token, contactData } = await fixture.signedIn();
  const { id } = (await fixture.ask('/me/contact-data', { method: 'PUT', token, body: contactData })).body;
  const ask = (path: string, body?: unknown, via = 0) => fixture.ask(`/contracts${path}`, { token, via, ...(body !== undefined && { body }) });
  return { accountId: id as string, token, ask };
}

const tell = (type: string, subject: string, sequence: number, data: object) => fixture.identity.contractFact(type, subject, sequence, { actor: { kind: 'CRM' }, ...data });

/** A contract, and who is connected with its number. */
async function aContractOf(accountId: string, product = 'SIP_TRUNK', customerNumber = freshNumber()) {
  const [accessNumber, linkId] = [freshNumber(), newId()];
  const contract = { accessNumber, customerNumber, product };
  const link = { accountId, linkId, customerNumber, accessNumbers: [accessNumber] };
  await tell(contractOpened.type, accessNumber, 1, { ...contract, validFrom: '2026-01-01T00:00:00Z', life: 1 });
  await tell(customerLinked.type, linkId, 1, { ...link, version: 1 });
  const linkCentre = async () => {
    const centre = { accountId, linkId: newId(), version: 1, accessNumber, product, saveId: newId() };
    await tell(customerCentreLinked.type, centre.linkId, 1, centre);
  };
  return { ...contract, linkCentre, disconnect: () => tell(customerUnlinked.type, linkId, 2, { ...link, version: 2 }) };
}

const told = ({ status, body }: { status: number; body: { code: string } }) => [status, body.code];

describe('the contracts of the caller', () => {
  it('are listed by access number, through every gateway, with what is held on them', async () => {
    const { accountId, ask } = await aMaster();
    const [first, second] = [await aContractOf(accountId), await aContractOf(accountId, 'CLOUD_PBX')];
    await eventually(async () => expect((await ask('')).body.items).toHaveLength(2));
    const shown = (contract: typeof first) => ({
      accessNumber: contract.accessNumber, customerNumber: contract.customerNumber, product: contract.product, status: 'ACTIVE',
      rights: ['ADMINISTRATION', 'COMMERCIAL_CONTACT'], sources: ['LINK'], customerCentreLinked: false,
    });
    expect((await ask('', undefined, 1)).body).toEqual({ items: [shown(first), shown(second)], nextCursor: null });
    expect((await ask(`/${second.accessNumber}`, undefined, 1)).body).toEqual(shown(second));
    const page = (await ask('?limit=1')).body;
    expect([page.items, (await ask(`?limit=1&cursor=${page.nextCursor}`)).body]).toEqual([[shown(first)], { items: [shown(second)], nextCursor: null }]);
    const found = async (query: string) => (await ask(`?${query}`)).body.items.map(({ accessNumber }: { accessNumber: string }) => accessNumber);
    expect([await found('product=CLOUD_PBX'), await found(`customerNumber=${first.customerNumber}`), await found(`q=%20${second.customerNumber}%20`), await found('q=x')]).toEqual([
      [second.accessNumber], [first.accessNumber], [second.accessNumber], [],
    ]);
    for (const query of ['limit=0', 'cursor=x', 'product=FAX', 'customerNumber=1', 'q=', 'rights=all']) expect((await ask(`?${query}`)).status).toBe(422);
  });

  it('exist for nobody else, nor for whoever held them once', async () => {
    const [{ accountId, ask }, other] = [await aMaster(), await aMaster()];
    const contract = await aContractOf(accountId);
    await eventually(async () => expect((await ask(`/${contract.accessNumber}`)).status).toBe(200));
    const foreign = await other.ask(`/${contract.accessNumber}`);
    const unknown = await other.ask(`/${freshNumber()}`);
    expect(told(foreign)).toEqual([404, 'not-found']);
    expect({ ...foreign.body, instance: '', traceId: '' }).toEqual({ ...unknown.body, instance: '', traceId: '' });
    for (const path of ['/1', '/x', `/${'1'.repeat(21)}`]) expect(told(await ask(path))).toEqual([404, 'not-found']);
    await contract.disconnect();
    await eventually(async () => expect(told(await ask(`/${contract.accessNumber}`))).toEqual([404, 'not-found']));
    expect((await ask('')).body.items).toEqual([]);
  });

  it('lead into the portals behind them, signed in', async () => {
    const { accountId, token, ask } = await aMaster();
    const contract = await aContractOf(accountId);
    const handOver = (target: unknown, via = 0) => ask(`/${contract.accessNumber}/handovers`, { target }, via);
    await eventually(async () => expect(told(await handOver('INVOICE_ONLINE'))).toEqual([409, 'customer-centre-not-linked']));
    expect((await handOver('TELEPHONY_CENTRE')).body.accessNumberToLink).toBe(contract.accessNumber);
    expect(told(await handOver('ADMINISTRATION_PORTAL'))).toEqual([409, 'target-not-available']);
    expect([told(await handOver('FAX')), told(await handOver(undefined))]).toEqual([[422, 'validation-failed'], [422, 'validation-failed']]);
    await contract.linkCentre();
    const answer = await eventually(async () => {
      const given = await handOver('INVOICE_ONLINE', 1);
      expect(given.status).toBe(201);
      return given;
    });
    const { url, method, fields, expiresAt } = answer.body;
    expect([url, method, Object.keys(answer.body).sort(), Object.keys(fields)]).toEqual([`${LOGIN_SERVICE}/invoice-online`, 'POST', ['expiresAt', 'fields', 'method', 'url'], ['handover']]);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect([decodeProtectedHeader(fields.handover).typ, decodeJwt(fields.handover)]).toEqual(['handover+jwt', expect.objectContaining({ sub: accountId, aud: url, accessNumber: contract.accessNumber, target: 'INVOICE_ONLINE', exp: Date.parse(expiresAt) / 1_000 })]);
    expect(told(await fixture.ask('/me', { token: fields.handover }))).toEqual([401, 'token-invalid']);
    const again = await fixture.ask(`/contracts/${contract.accessNumber}/handovers`, { token, body: { target: 'INVOICE_ONLINE' }, headers: { 'idempotency-key': 'the same key as before' } });
    expect(again.body.fields.handover).not.toBe(fields.handover);
    expect(told(await (await aMaster()).ask(`/${contract.accessNumber}/handovers`, { target: 'INVOICE_ONLINE' }))).toEqual([404, 'not-found']);
  });

  it('lead nowhere while no login service is known', async () => {
    const { token } = await aMaster();
    const gateway = await start({ ...fixture.identity.servers.envFor('gateway'), RATE_LIMITS: 'off' });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${await baseUrlOf(gateway)}/api/v1/contracts/${freshNumber()}/handovers`, { method: 'POST', headers, body: JSON.stringify({ target: 'INVOICE_ONLINE' }) });
    expect([answer.status, ((await answer.json()) as { code: string }).code, answer.headers.get('retry-after')]).toEqual([503, 'external-service-unavailable', '2']);
    await gateway.stop();
  });
});
