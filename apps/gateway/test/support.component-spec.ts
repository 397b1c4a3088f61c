import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountUnlocked, completeActivation, onboardSupportAgent } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { aStaffMember, freshEmail, freshUsername, ORIGIN, PASSWORD } from '../../identity/test/builders.js';
import { GatewayFixture } from './gateway-fixture.js';

const fixture = new GatewayFixture();
let operator: BusClient;
let agent: { id: string; email: string; token: string };
beforeAll(async () => {
  await fixture.start({ gateways: 1, env: { TRUST_PROXY: 'loopback' } });
  operator = new BusClient(await fixture.identity.link('operator'), createLogger({ service: 'test', level: 'silent' }));
  agent = await anAgent();
});
afterAll(() => fixture.stop());

const REASON = 'Rückruf der Kundin am Telefon';
const withReason = { 'x-reason': REASON };

async function anAgent() {
  const { identity } = fixture;
  const [member, username] = [aStaffMember(), freshUsername()];
  const { accountId } = await operator.ask(onboardSupportAgent, member, newCall(10_000));
  const activationToken = await identity.activationToken(await identity.codeFor(member.email));
  await identity.ask(completeActivation, { activationToken, username, password: PASSWORD, origin: ORIGIN });
  const { accessToken } = await fixture.signIn({ username, password: PASSWORD });
  return { id: accountId!, email: member.email, token: accessToken };
}

interface StoredAccount {
  _id: string;
  status: string;
  version: number;
  lockedBy?: string[];
  triesForgivenAt?: Date;
}
const accounts = () => fixture.identity.database.collection<StoredAccount>('accounts');
const accountOf = async (email: string) => (await accounts().findOne({ email }))!;
const auditOf = (accountId: string, action: string) => fixture.identity.database.collection('audit').find({ accountId, action }).toArray();
const search = (query: string, { token = agent.token, headers = withReason as Record<string, string> } = {}) => fixture.ask(`/support/accounts?${query}`, { token, headers });
const reissue = (body: object, headers: Record<string, string> = {}) => fixture.ask('/support/activation-codes', { token: agent.token, body, headers });
const unlock = (id: string, body: object = { reason: REASON }, headers: Record<string, string> = {}) => fixture.ask(`/support/accounts/${id}/unlock`, { token: agent.token, body, headers });

describe('the hotline’s routes', () => {
  it('find a customer by username, e-mail address or customer number, whole and in any spelling', async () => {
    const { form, username } = await fixture.identity.activated();
    const { _id: id } = await accountOf(form.email);
    const [byName, byMail, byNumber] = await Promise.all([`username=${username.toUpperCase()}`, `email=${form.email.toUpperCase()}`, `customerNumber=${form.customerNumber}`].map((query) => search(query)));
    const { firstName, lastName, company, email, customerNumber } = form;
    const account = { id, username, role: 'MASTER_ADMINISTRATOR', status: 'ACTIVE', firstName, lastName, company, email, customerNumbers: [customerNumber], lastLoginAt: null };
    for (const answer of [byName, byMail, byNumber]) expect([answer!.status, answer!.body]).toEqual([200, { items: [account], nextCursor: null }]);
    expect((await search(`email=${form.email.slice(1)}`)).body).toEqual({ items: [], nextCursor: null });
    expect((await auditOf(id, 'support.looked-up')).map(({ actor, origin, details }) => ({ actor, origin, details }))).toContainEqual({
      actor: { kind: 'SUPPORT', accountId: agent.id }, origin: expect.objectContaining({ ipPrefix: expect.any(String) }), details: { reason: REASON, by: 'email' },
    });
  });

  it('know no agents, not even the one who asks', async () => {
    const other = await anAgent();
    for (const { id, email } of [agent, other]) {
      expect((await search(`email=${email}`)).body).toEqual({ items: [], nextCursor: null });
      expect([(await unlock(id)).body.code, (await reissue({ accountId: id, reason: REASON })).body.code]).toEqual(['not-found', 'not-found']);
    }
  });

  it('want exactly one criterion, and a reason with it; every wrong field is named', async () => {
    const errorsOf = async (query: string, headers: Record<string, string> = withReason) => {
      const { status, body } = await search(query, { headers });
      return [status, body.code, body.errors.map(({ field, rule }: { field: string; rule: string }) => `${field} ${rule}`)];
    };
    expect(await errorsOf('', {})).toEqual([422, 'validation-failed', ['username required', 'email required', 'customerNumber required', 'X-Reason required']]);
    expect(await errorsOf(`email=${freshEmail()}&customerNumber=123456`)).toEqual([422, 'validation-failed', ['customerNumber unknown']]);
    expect(await errorsOf('username=anna.muster', { 'x-reason': 'zu kurz' })).toEqual([422, 'validation-failed', ['X-Reason length']]);
    expect(await errorsOf('q=anna')).toEqual([422, 'validation-failed', ['q unknown', 'username required', 'email required', 'customerNumber required']]);
    expect((await reissue({ accountId: newId() })).body.errors).toMatchObject([{ field: 'reason', rule: 'required' }]);
    expect((await unlock(newId(), { reason: 'kurz' })).body.errors).toMatchObject([{ field: 'reason', rule: 'length', message: expect.stringContaining('10') }]);
  });

  it('are closed to customers', async () => {
    const { accessToken: token, contactData } = await fixture.signedIn();
    expect((await fixture.ask('/me/contact-data', { method: 'PUT', token, body: contactData })).status).toBe(200);
    const body = { reason: REASON, accountId: newId() };
    const answers = await Promise.all([
      search('username=anna.muster', { token }),
      fixture.ask('/support/activation-codes', { token, body }),
      fixture.ask(`/support/accounts/${newId()}/unlock`, { token, body: { reason: REASON } }),
    ]);
    expect(answers.map(({ status, body: { code } }) => [status, code])).toEqual([[403, 'forbidden'], [403, 'forbidden'], [403, 'forbidden']]);
  });

  it('send a new code to the address on file, once per idempotency key, and end the older one', async () => {
    const { form } = await fixture.identity.invited();
    const { _id: accountId } = await accountOf(form.email);
    const headers = { 'idempotency-key': newId() };
    const first = await reissue({ accountId, reason: REASON }, headers);
    expect([first.status, first.body]).toEqual([202, { expiresAt: expect.any(String) }]);
    expect((await reissue({ accountId, reason: REASON }, headers)).body).toEqual(first.body);
    expect((await reissue({ accountId, reason: `${REASON}!` }, headers)).body.code).toBe('idempotency-key-reused');
    expect(await fixture.identity.codesFor(form.email)).toHaveLength(2);
    expect(await auditOf(accountId, 'support.activation-code-reissued')).toHaveLength(1);
    const open = await fixture.identity.database.collection('activation-codes').countDocuments({ accountId, replacedAt: { $exists: false } });
    expect(open).toBe(1);
    expect((await reissue({ accountId, email: freshEmail(), reason: REASON })).body.errors).toMatchObject([{ field: 'email', rule: 'unknown' }]);
  });

  it('send one address ten codes an hour, and then say when to come again', async () => {
    const { form } = await fixture.identity.invited();
    const { _id: accountId } = await accountOf(form.email);
    for (let n = 0; n < 10; n++) expect((await reissue({ accountId, reason: REASON })).status).toBe(202);
    const refused = await reissue({ accountId, reason: REASON });
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([429, 'too-many-attempts', '3600']);
    expect(await auditOf(agent.id, 'support.refused')).toContainEqual(expect.objectContaining({ details: { reason: REASON, act: 'activation-code-reissued', code: 'too-many-attempts' } }));
  });

  it('end the pauses of an account, wherever its wrong tries came from', async () => {
    const { username, password, form } = await fixture.identity.activated();
    const login = (tried: string, network: number) => fixture.ask('/auth/login', { body: { username, password: tried }, headers: { 'x-forwarded-for': `198.51.${network}.1` } });
    for (const network of [1, 2]) for (let n = 0; n < 6; n++) await login('Falsch-12345!', network);
    await fixture.identity.prolongPauses();
    expect([(await login(password, 1)).status, (await login(password, 2)).status]).toEqual([429, 429]);
    expect((await unlock((await accountOf(form.email))._id)).status).toBe(200);
    expect([(await login(password, 1)).status, (await login(password, 2)).status]).toEqual([200, 200]);
  });

  it('unlock what support and operators locked, not what a master locked', async () => {
    const [customer, subordinate] = await Promise.all([fixture.identity.activated(), fixture.identity.activated()]);
    const [mine, masters] = [await accountOf(customer.form.email), await accountOf(subordinate.form.email)];
    await accounts().updateOne({ _id: mine._id }, { $set: { status: 'LOCKED', lockedBy: ['OPERATOR'] } });
    await accounts().updateOne({ _id: masters._id }, { $set: { status: 'LOCKED', lockedBy: ['MASTER', 'SUPPORT'] } });
    const headers = { 'idempotency-key': newId() };
    expect(await unlock(mine._id, undefined, headers)).toMatchObject({ status: 200, body: { id: mine._id, status: 'ACTIVE' } });
    expect(await unlock(mine._id, undefined, headers)).toMatchObject({ status: 200, body: { id: mine._id, status: 'ACTIVE' } });
    expect(await unlock(masters._id)).toMatchObject({ status: 200, body: { id: masters._id, status: 'LOCKED' } });
    expect([await accountOf(customer.form.email), await accountOf(subordinate.form.email)]).toMatchObject([
      { status: 'ACTIVE', version: mine.version + 1, triesForgivenAt: expect.any(Date) }, { status: 'LOCKED', lockedBy: ['MASTER'] },
    ]);
    await fixture.signIn(customer);
    const facts = await fixture.identity.facts(accountUnlocked.type, ({ accountId }) => accountId === mine._id || accountId === masters._id);
    expect(facts).toMatchObject([{ accountId: mine._id, reason: 'SUPPORT', actor: { kind: 'SUPPORT', accountId: agent.id } }]);
    expect(await auditOf(masters._id, 'account.unlocked')).toMatchObject([{ details: { reason: REASON, status: 'LOCKED' } }]);
  });
});
