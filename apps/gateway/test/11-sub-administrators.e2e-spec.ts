import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeIn, eventually, typeOf } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { type Customer, newCustomer, signIn } from '../../harness/src/scenarios/customer-journey.js';
import { acceptInvitation, invite, signedInMaster, signedInSubordinate, type Subordinate } from '../../harness/src/scenarios/sub-administrator.js';

let system: ConnectedSystem;
let master: { customer: Customer; token: string };
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 } });
  master = await signedInMaster(system);
}, 120_000);
afterAll(() => system?.stop());

interface Item {
  id: string;
  status: string;
}

const send = (method: string, path: string, { token = master.token, body, via = 0 }: { token?: string; body?: unknown; via?: number } = {}) =>
  system.portals[via]!.send(method, `/sub-administrators${path}`, { token, ...(body !== undefined && { body }) });
const patch = ({ id }: Pick<Subordinate, 'id'>, body: object, via = 0) => send('PATCH', `/${id}`, { body, via });
const listed = async (token = master.token) => ((await send('GET', '', { token, via: 1 })).body as unknown as { items: Item[] }).items;
const statusOfMe = async (token: string, via: number) => (await system.portals[via]!.send('GET', '/me', { token })).status;
const showCode = (activationCode: string) => system.portal.send('POST', '/activations', { body: { activationCode } });
const invitations = async (email: string) => (await system.mailbox.mails(email)).filter((mail) => typeOf(mail) === 'sub-administrator-invitation');
const rulesOf = ({ body }: { body: Record<string, unknown> }) => (body['errors'] as { field: string; rule: string }[]).map(({ field, rule }) => `${field} ${rule}`);

describe('Benutzerverwaltung', () => {
  it('invites by an e-mail in their language that says who invites; the code activates like everyone’s', async () => {
    const [german, english] = [await invite(system, master.token), await invite(system, master.token, { locale: 'en' })];
    const [mail, letter] = [await system.mailbox.next(german.email, 'sub-administrator-invitation'), await system.mailbox.next(english.email, 'sub-administrator-invitation')];
    for (const { subject, text } of [mail, letter]) {
      expect(subject).toBe('Ihr Business Service Portal Account');
      expect(text).toContain('Erika Mustermann');
      expect(text).toContain('Muster & Söhne GmbH');
    }
    expect([mail.text.includes('Guten Tag'), letter.text.includes('Guten Tag')]).toEqual([true, false]);
    const shown = await showCode(codeIn(mail));
    expect(shown.body).toMatchObject({ role: 'SUB_ADMINISTRATOR', passwordPolicy: 'STANDARD' });
    await acceptInvitation(system, german);
    expect((await signIn(system, german)).requiredActions).toEqual(['CONTACT_DATA']);
  });

  it('lists them with status, end of the invitation and last sign-in, newest first', async () => {
    const { token } = await signedInMaster(system);
    const [invited, active] = [await invite(system, token), await signedInSubordinate(system, token)];
    const common = { firstName: 'Udo', lastName: 'Unterberg' };
    expect(await listed(token)).toEqual([
      { id: active.id, username: active.username, ...common, email: active.email, status: 'ACTIVE', invitedUntil: null, lastLoginAt: expect.any(String) },
      { id: invited.id, username: null, ...common, email: invited.email, status: 'INVITED', invitedUntil: expect.any(String), lastLoginAt: null },
    ]);
    const first = await send('GET', '?limit=1', { token });
    const rest = await send('GET', `?limit=1&cursor=${first.body['nextCursor'] as string}`, { token });
    expect([first, rest].map(({ body }) => (body['items'] as Item[]).map(({ id }) => id))).toEqual([[active.id], [invited.id]]);
    expect(rest.body['nextCursor']).toBeNull();
  });

  it('sends a new code, and the older one ends', async () => {
    const person = await invite(system, master.token);
    const older = codeIn(await system.mailbox.next(person.email, 'sub-administrator-invitation'));
    expect(await send('POST', `/${person.id}/activation-codes`, { body: {} })).toMatchObject({ status: 202 });
    const newer = await eventually(async () => {
      const mails = await invitations(person.email);
      expect(mails).toHaveLength(2);
      return codeIn(mails[1]!);
    });
    expect(await showCode(older)).toMatchObject({ status: 410, body: { code: 'code-expired' } });
    expect((await showCode(newer)).status).toBe(200);
  });

  it('mends a mistyped address while they are invited, and the code that went there ends at once', async () => {
    const person = await invite(system, master.token);
    const stray = codeIn(await system.mailbox.next(person.email, 'sub-administrator-invitation'));
    const { email } = newCustomer();
    expect(await patch(person, { email })).toMatchObject({ status: 200, body: { id: person.id, email, status: 'INVITED' } });
    expect(await showCode(stray)).toMatchObject({ status: 410 });
    await acceptInvitation(system, { ...person, email });
    expect(rulesOf(await patch(person, { email: person.email }))).toEqual(['email immutable']);
  });

  it('locks: every session ends, on the gateway that answered at once, and the right password says whom to ask', async () => {
    const person = await signedInSubordinate(system, master.token);
    const { accessToken, refreshToken } = person.tokens;
    expect([await statusOfMe(accessToken, 0), await statusOfMe(accessToken, 1)]).toEqual([200, 200]);
    expect(await patch(person, { status: 'LOCKED' })).toMatchObject({ status: 200, body: { status: 'LOCKED' } });
    expect(await statusOfMe(accessToken, 0)).toBe(401);
    await eventually(async () => expect(await statusOfMe(accessToken, 1)).toBe(401), { within: 1_000 });
    expect((await system.portals[1]!.send('POST', '/auth/refresh', { body: { refreshToken } })).status).toBe(401);
    const login = (password: string) => system.portals[1]!.send('POST', '/auth/login', { body: { username: person.username, password } });
    expect(await login(person.password)).toMatchObject({ status: 403, body: { code: 'account-locked' } });
    expect(await login('Falsch-12345!')).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } });
    await eventually(async () => expect((await system.mailbox.mails(person.email)).map(typeOf)).toContain('security-notice'));
    expect(await patch(person, { status: 'ACTIVE' }, 1)).toMatchObject({ status: 200, body: { status: 'ACTIVE' } });
    expect((await login(person.password)).status).toBe(200);
  });

  it('neither locks nor unlocks whoever is still invited, and names what cannot be changed', async () => {
    const person = await invite(system, master.token);
    expect(rulesOf(await patch(person, { status: 'LOCKED' }))).toEqual(['status range']);
    expect(rulesOf(await patch(person, { email: person.email, firstName: 'Eva', role: 'MASTER_ADMINISTRATOR' })).sort()).toEqual(['firstName immutable', 'role unknown']);
    expect((await patch(person, {})).status).toBe(422);
  });

  it('removes: the account is closed for good and exists no more', async () => {
    const person = await signedInSubordinate(system, master.token);
    expect((await send('DELETE', `/${person.id}`)).status).toBe(204);
    expect(await statusOfMe(person.tokens.accessToken, 0)).toBe(401);
    expect(await system.portal.send('POST', '/auth/login', { body: { username: person.username, password: person.password } })).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } });
    expect((await listed()).map(({ id }) => id)).not.toContain(person.id);
    for (const [method, body] of [['GET', undefined], ['PATCH', { status: 'LOCKED' }]] as const) expect((await send(method, `/${person.id}`, { body })).status).toBe(404);
    // Whoever was answered 503 may repeat it, on any gateway.
    expect((await send('DELETE', `/${person.id}`, { via: 1 })).status).toBe(204);
  });

  it('does not exist for anybody but their own master administrator, with any verb', async () => {
    const [stranger, person] = [await signedInMaster(system), await signedInSubordinate(system, master.token)];
    const verbs: [string, string, object?][] = [['GET', ''], ['PATCH', '', { status: 'LOCKED' }], ['DELETE', ''], ['POST', '/activation-codes', {}]];
    for (const [method, suffix, body] of verbs) {
      const answers = [];
      for (const id of [person.id, '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d']) answers.push(await send(method, `/${id}${suffix}`, { token: stranger.token, body }));
      const [foreign, unknown] = answers.map(({ status, body: { traceId: _trace, instance: _instance, ...problem } }) => ({ status, problem }));
      expect(foreign).toMatchObject({ status: 404, problem: { code: 'not-found' } });
      expect(foreign).toEqual(unknown);
      expect(await send(method, `/${person.id}${suffix}`, { token: person.tokens.accessToken, body })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
    expect(await send('POST', '', { token: person.tokens.accessToken, body: { salutation: 'MR', firstName: 'A', lastName: 'B', email: 'a@b.example', locale: 'de' } })).toMatchObject({ status: 403 });
    expect(await statusOfMe(person.tokens.accessToken, 1)).toBe(200);
  });

  it('shows the master administrator each act in their own activity', async () => {
    const { token } = await signedInMaster(system);
    const person = await signedInSubordinate(system, token);
    for (const status of ['LOCKED', 'ACTIVE']) expect((await send('PATCH', `/${person.id}`, { token, body: { status } })).status).toBe(200);
    expect((await send('DELETE', `/${person.id}`, { token })).status).toBe(204);
    const { items } = await system.portal.expect<{ items: { type: string; actor: { kind: string } }[] }>(200, 'GET', '/me/activity', { token });
    const acts = items.filter(({ type }) => type.startsWith('SUB_ADMINISTRATOR')).map(({ type, actor }) => `${actor.kind} ${type}`);
    expect(acts).toEqual(['SUB_ADMINISTRATOR_REMOVED', 'SUB_ADMINISTRATOR_UNLOCKED', 'SUB_ADMINISTRATOR_LOCKED', 'SUB_ADMINISTRATOR_CREATED'].map((type) => expect.stringMatching(new RegExp(`^(SELF|MASTER) ${type}$`))));
  });
});
