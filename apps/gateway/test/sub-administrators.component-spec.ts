import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeActivation } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { aSubAdministrator, freshEmail, freshUsername, ORIGIN, PASSWORD } from '../../identity/test/builders.js';
import { type Answer, GatewayFixture, type Question } from './gateway-fixture.js';

const INVITATION = 'sub-administrator-invitation';
const fixture = new GatewayFixture();
beforeAll(() => fixture.start({ gateways: 2 }));
afterAll(() => fixture.stop());

async function aMaster() {
  const { accessToken: token, contactData } = await fixture.signedIn();
  await fixture.ask('/me/contact-data', { method: 'PUT', token, body: contactData });
  const ask = (path: string, question: Question = {}) => fixture.ask(`/sub-administrators${path}`, { token, ...question });
  const create = (person = aSubAdministrator(), headers = {}) => ask('', { body: person, headers });
  return { token, ask, create, change: (id: string, body: object) => ask(`/${id}`, { method: 'PATCH', body }) };
}

async function accepted(email: string) {
  const activationToken = await fixture.identity.activationToken(await fixture.identity.codeFor(email, 1, INVITATION));
  const username = freshUsername();
  await fixture.identity.ask(completeActivation, { activationToken, username, password: PASSWORD, origin: ORIGIN });
  return { username, password: PASSWORD };
}

const told = ({ status, body }: Answer) => [status, body.code, ...(body.errors ?? []).map(({ field, rule }: { field: string; rule: string }) => `${field} ${rule}`)];

describe('the routes of sub-administrators', () => {
  it('name every wrong field of who is to be created, and nothing happens', async () => {
    const { ask } = await aMaster();
    const answer = await ask('', { body: { salutation: 'HERR', firstName: ' ', email: 'udo@', superiorId: newId(), status: 'ACTIVE' } });
    expect([answer.status, told(answer).slice(2).sort()]).toEqual([422, ['email format', 'firstName required', 'lastName required', 'locale required', 'salutation range', 'status unknown', 'superiorId unknown']]);
    expect((await ask('')).body).toEqual({ items: [], nextCursor: null });
  });

  it('say of every field of a change what is wrong with it', async () => {
    const { create, change } = await aMaster();
    const { id } = (await create()).body;
    expect(told(await change(id, {}))).toEqual([422, 'validation-failed', 'email required', 'status required']);
    expect(told(await change(id, { role: 'MASTER_ADMINISTRATOR' }))).toEqual([422, 'validation-failed', 'role unknown', 'email required', 'status required']);
    expect(told(await change(id, { status: 'LOCKED' }))).toEqual([422, 'validation-failed', 'status range']);
    for (const status of ['INVITED', 'CLOSED', null, 7]) expect(told(await change(id, { status }))).toEqual([422, 'validation-failed', 'status range']);
    const names = await change(id, { email: 'x', firstName: 'Uta', lastName: 'Neu', username: 'uta.neu', superiorId: newId() });
    expect([names.status, told(names).slice(2).sort()]).toEqual([422, ['email format', 'firstName immutable', 'lastName immutable', 'superiorId unknown', 'username unknown']]);
    expect(told(await change(id, { email: freshEmail(), status: 'ACTIVE' }))).toEqual([422, 'validation-failed', 'status range']);
  });

  it('create once per idempotency key, through whichever gateway', async () => {
    const { ask, create } = await aMaster();
    const person = aSubAdministrator();
    const headers = { 'idempotency-key': newId() };
    const [first, second] = [await create(person, headers), await ask('', { body: person, headers, via: 1 })];
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
    expect(told(await create({ ...person, lastName: 'Anders' }, headers))).toEqual([422, 'idempotency-key-reused']);
    expect([(await ask('', { via: 1 })).body.items, await fixture.identity.codesFor(person.email, INVITATION)]).toEqual([[first.body], [expect.anything()]]);
  });

  it('send a new code once per idempotency key, take nothing with it, and say when there were too many', async () => {
    const { ask, create } = await aMaster();
    const person = aSubAdministrator();
    const { id } = (await create(person)).body;
    const reissue = (body: unknown, headers: Record<string, string> = {}) => ask(`/${id}/activation-codes`, { method: 'POST', ...(body !== undefined && { body }), headers });
    const headers = { 'idempotency-key': newId() };
    for (let n = 0; n < 2; n++) expect(await reissue(undefined, headers)).toMatchObject({ status: 202, body: {} });
    expect(await fixture.identity.codesFor(person.email, INVITATION)).toHaveLength(2);
    expect(told(await reissue({ email: freshEmail() }))).toEqual([422, 'validation-failed', 'email unknown']);
    for (let n = 2; n < 10; n++) expect((await reissue({})).status).toBe(202);
    const refused = await reissue({});
    expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([429, 'too-many-attempts', '3600']);
  });

  it('let the gateway that answered refuse the access tokens of whoever was locked or removed, at once', async () => {
    const { create, change, ask } = await aMaster();
    for (const act of [(id: string) => change(id, { status: 'LOCKED' }), (id: string) => ask(`/${id}`, { method: 'DELETE' })]) {
      const person = aSubAdministrator();
      const { id } = (await create(person)).body;
      const { accessToken: token } = await fixture.signIn(await accepted(person.email));
      expect((await fixture.ask('/me', { token })).status).toBe(200);
      expect([200, 204]).toContain((await act(id)).status);
      expect(told(await fixture.ask('/me', { token }))).toEqual([401, 'token-invalid']);
    }
  });

  it('and of one’s superior wait for complete contact data', async () => {
    const { create } = await aMaster();
    const person = aSubAdministrator();
    await create(person);
    const { accessToken: token } = await fixture.signIn(await accepted(person.email));
    expect(told(await fixture.ask('/me/superior', { token }))).toEqual([403, 'contact-data-required']);
    expect(told(await fixture.ask('/sub-administrators', { token }))).toEqual([403, 'contact-data-required']);
  });

  it('answer pages that fit, and refuse others', async () => {
    const { create, ask } = await aMaster();
    const ids = [(await create()).body.id, (await create()).body.id].reverse();
    const first = (await ask('?limit=1')).body;
    expect([first.items[0].id, (await ask(`?limit=1&cursor=${first.nextCursor}`, { via: 1 })).body]).toEqual([ids[0], { items: [expect.objectContaining({ id: ids[1] })], nextCursor: null }]);
    for (const query of ['?limit=0', '?limit=201', '?cursor=x', '?sort=name']) expect((await ask(query)).status).toBe(422);
  });

  it('that need entitlements answer 503 without it, and what was done is done', async () => {
    const { create, ask } = await aMaster();
    await fixture.stopEntitlements();
    const refused = await create();
    expect([refused.status, refused.body.code]).toEqual([503, 'service-unavailable']);
    await fixture.startEntitlements();
    expect((await ask('')).body.items).toHaveLength(1);
  });
});
