import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeActivation, onboardSupportAgent } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { aStaffMember, freshUsername, ORIGIN, PASSWORD } from '../../identity/test/builders.js';
import { freshCustomerNumber, LinkingFixture } from '../../contract-linking/test/linking-fixture.js';
import { type Answer, GatewayFixture, type Question } from './gateway-fixture.js';

const fixture = new GatewayFixture();
const linking = new LinkingFixture();
let agent: { id: string; token: string };
beforeAll(async () => {
  await fixture.start({ gateways: 2 });
  await linking.start({ instances: 1 });
  agent = await anAgent();
});
afterAll(async () => {
  await linking.stop({ keepServers: true });
  await fixture.stop();
});

const REASON = 'Anruf der Kundin, Brief verloren';
const HOTLINE = '0800 330 1300';

async function anAgent() {
  const { identity } = fixture;
  const [member, username] = [aStaffMember(), freshUsername()];
  const operator = new BusClient(await identity.link('operator'), createLogger({ service: 'test', level: 'silent' }));
  const { accountId } = await operator.ask(onboardSupportAgent, member, newCall(10_000));
  const activationToken = await identity.activationToken(await identity.codeFor(member.email));
  await identity.ask(completeActivation, { activationToken, username, password: PASSWORD, origin: ORIGIN });
  const { accessToken } = await fixture.signIn({ username, password: PASSWORD });
  return { id: accountId!, token: accessToken };
}

async function aMaster() {
  const { accessToken: token, contactData } = await fixture.signedIn();
  await fixture.ask('/me/contact-data', { method: 'PUT', token, body: contactData });
  const { id } = (await fixture.ask('/me', { token })).body as { id: string };
  const ask = (path: string, question: Question = {}) => fixture.ask(`/customer-links${path}`, { token, ...question });
  const disconnect = (number: string, confirm?: string, via = 0) => ask(`/${number}${confirm === undefined ? '' : `?confirm=${confirm}`}`, { method: 'DELETE', via });
  return { id, token, ask, connect: (customerNumber: string, oneTimePassword: string) => ask('', { body: { customerNumber, oneTimePassword } }), disconnect };
}

const told = ({ status, body }: Answer) => [status, body?.code, ...((body?.errors ?? []) as { field: string; rule: string }[]).map(({ field, rule }) => `${field} ${rule}`)];

describe('the routes of customer links', () => {
  it('name every wrong field', async () => {
    const { ask, disconnect } = await aMaster();
    expect(told(await ask('', { body: { customerNumber: '12a', accountId: newId() } }))).toEqual([422, 'validation-failed', 'customerNumber format', 'oneTimePassword required', 'accountId unknown']);
    expect(told(await ask('', { body: { customerNumber: '1234567', oneTimePassword: { $gt: '' } } }))).toEqual([422, 'validation-failed', 'oneTimePassword format']);
    for (const query of ['?limit=0', '?cursor=x', '?q=1']) expect((await ask(query)).status).toBe(422);
    expect([(await disconnect('12a', '12a')).status, told(await disconnect('1234567'))]).toEqual([404, [422, 'validation-failed', 'confirm required']]);
    expect((await disconnect('1234567')).body.errors[0].message).toContain('Kundennummer');
  });

  it('refuse a wrong code with the hotline, tell of a used one, and say when there were too many', async () => {
    const { connect } = await aMaster();
    const customerNumber = freshCustomerNumber();
    const { code } = await linking.ordered(customerNumber);
    await linking.connect(newId(), customerNumber, code);
    const [wrong, used] = [await connect(customerNumber, 'AAAA-BBBB-CCCC'), await connect(customerNumber, code)];
    expect([wrong.status, wrong.body.code, wrong.body.hotline]).toEqual([422, 'code-invalid', HOTLINE]);
    expect([used.status, used.body.code, used.body.hotline, used.body.detail]).toEqual([410, 'code-used', HOTLINE, expect.stringContaining(HOTLINE)]);
    // The right one, though used, was no guess.
    for (let n = 1; n < 5; n++) expect((await connect(customerNumber, 'AAAA-BBBB-CCCC')).status).toBe(422);
    const refused = await connect(customerNumber, 'AAAA-BBBB-CCCC');
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-attempts']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000);
  });

  it('list and end what the caller is connected with, through every gateway, and nothing of others', async () => {
    const [mine, other] = [await aMaster(), await aMaster()];
    const customerNumber = freshCustomerNumber();
    await linking.contract(customerNumber);
    for (const { id } of [mine, other]) await linking.connected(customerNumber, id);
    const second = freshCustomerNumber();
    await linking.connected(second, mine.id);
    const numbers = [customerNumber, second].sort();
    const first = (await mine.ask('?limit=1', { via: 1 })).body;
    expect(first).toEqual({ items: [{ customerNumber: numbers[0], linkedAt: expect.any(String), contracts: expect.any(Number) }], nextCursor: expect.any(String) });
    expect((await mine.ask(`?limit=1&cursor=${first.nextCursor}`)).body).toMatchObject({ items: [{ customerNumber: numbers[1] }], nextCursor: null });
    expect((await other.ask('')).body.items).toEqual([{ customerNumber, linkedAt: expect.any(String), contracts: 1 }]);
    expect(told(await other.disconnect(second, second))).toEqual([404, 'not-found']);
    expect((await mine.disconnect(customerNumber, customerNumber)).status).toBe(204);
    expect((await mine.disconnect(customerNumber, customerNumber, 1)).status).toBe(204);
    expect(told(await other.disconnect(customerNumber, customerNumber))).toEqual([409, 'last-administrator']);
    expect((await other.disconnect(customerNumber, 'last-administrator', 1)).status).toBe(204);
    expect((await other.ask('')).body.items).toEqual([]);
    expect((await mine.connect(second, 'AAAA-BBBB-CCCC')).body.code).toBe('already-linked');
  });

  it('are for master administrators alone', async () => {
    const answers = await Promise.all([
      fixture.ask('/customer-links', { token: agent.token }),
      fixture.ask('/customer-links', { token: agent.token, body: { customerNumber: '1234567', oneTimePassword: 'x' } }),
      fixture.ask('/customer-links/1234567?confirm=1234567', { token: agent.token, method: 'DELETE' }),
      fixture.ask('/customer-links'),
    ]);
    expect(answers.map((answer) => told(answer))).toEqual([[403, 'forbidden'], [403, 'forbidden'], [403, 'forbidden'], [401, 'token-invalid']]);
  });
});

describe('the hotline’s routes of letters', () => {
  const reissue = (body: object, headers: Record<string, string> = {}) => fixture.ask('/support/welcome-letters', { token: agent.token, body, headers });
  const list = (query: string, headers: Record<string, string> = { 'x-reason': REASON }) => fixture.ask(`/support/letters?${query}`, { token: agent.token, headers });

  it('send a new one-time password once per idempotency key, and list the letters of a number', async () => {
    const customerNumber = freshCustomerNumber();
    expect(told(await reissue({ customerNumber, channel: 'LETTER', reason: REASON }))).toEqual([409, 'no-recipient-known']);
    const { letterId: older } = await linking.ordered(customerNumber);
    const headers = { 'idempotency-key': newId() };
    const first = await reissue({ customerNumber, channel: 'EMAIL', reason: REASON }, headers);
    expect([first.status, first.body]).toEqual([202, { letterId: expect.any(String), expiresAt: expect.any(String) }]);
    expect((await reissue({ customerNumber, channel: 'EMAIL', reason: REASON }, headers)).body).toEqual(first.body);
    const { body } = await list(`customerNumber=${customerNumber}`);
    expect(body).toEqual({
      items: [
        { letterId: first.body.letterId, channel: 'EMAIL', state: 'ORDERED', issuedAt: expect.any(String), dispatchedAt: null, expiresAt: first.body.expiresAt },
        { letterId: older, channel: 'LETTER', state: 'REPLACED', issuedAt: expect.any(String), dispatchedAt: null, expiresAt: expect.any(String) },
      ],
      nextCursor: null,
    });
    const rows = await linking.database.collection('audit').find({ about: `customer ${customerNumber}`, action: 'support.letter-reissued' }).toArray();
    expect(rows).toMatchObject([{ actor: { kind: 'SUPPORT', accountId: agent.id }, origin: { ipPrefix: expect.any(String) }, details: { reason: REASON } }]);
  });

  it('want a reason and every field, and let nobody choose an address', async () => {
    expect(told(await reissue({ customerNumber: 'x', channel: 'FAX', email: 'a@b.example' })).slice(2).sort()).toEqual(['channel range', 'customerNumber format', 'email unknown', 'reason required']);
    expect(told(await list('', {}))).toEqual([422, 'validation-failed', 'customerNumber required', 'X-Reason required']);
  });

  it('are closed to customers', async () => {
    const { token } = await aMaster();
    const answers = await Promise.all([
      fixture.ask('/support/letters?customerNumber=1234567', { token, headers: { 'x-reason': REASON } }),
      fixture.ask('/support/welcome-letters', { token, body: { customerNumber: '1234567', channel: 'LETTER', reason: REASON } }),
    ]);
    expect(answers.map((answer) => told(answer))).toEqual([[403, 'forbidden'], [403, 'forbidden']]);
  });
});
