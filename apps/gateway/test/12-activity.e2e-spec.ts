import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activeCustomer, completeContactData, signIn } from '../../harness/src/scenarios/customer-journey.js';
import { runCli } from '../../cli/test/run-cli.js';

let system: ConnectedSystem;

beforeAll(async () => {
  system = await startConnectedSystem();
}, 120_000);
afterAll(() => system?.stop());

interface Activity {
  at: string;
  type: string;
  actor: object;
  origin: { ipPrefix: string; device: string } | null;
  details: Record<string, unknown>;
}
const activity = (token: string, query = '') => system.portal.expect<{ items: Activity[]; nextCursor: string | null }>(200, 'GET', `/me/activity${query}`, { token });
const told = ({ type, details }: Activity) => [type, details];

describe('Aktivitäten', () => {
  it('show every security-relevant change with time, actor and origin, newest first, and nothing of anybody else', async () => {
    const customer = await activeCustomer(system);
    const stranger = await activeCustomer(system);
    const first = await signIn(system, customer);
    await signIn(system, stranger);
    await completeContactData(system, customer, first.accessToken);
    await system.portal.expect(200, 'PUT', '/me/locale', { token: first.accessToken, body: { locale: 'en' } });
    const second = await signIn(system, customer);
    await system.portal.expect(204, 'DELETE', '/me/sessions', { token: second.accessToken });
    const { items, nextCursor } = await activity(second.accessToken);
    expect(items.map(told)).toEqual([
      ['SESSIONS_ENDED', { reason: 'REVOKED' }],
      ['SIGNED_IN', {}],
      ['LOCALE_CHANGED', { locale: 'en' }],
      ['CONTACT_DATA_CHANGED', { changedFields: expect.arrayContaining(['street', 'city']) }],
      ['SIGNED_IN', {}],
      ['ACCOUNT_ACTIVATED', {}],
      ['ACTIVATION_CODE_SENT', { expiresAt: expect.any(String) }],
    ]);
    expect(nextCursor).toBeNull();
    const origin = { ipPrefix: '127.0.0.0/24', device: expect.any(String) };
    for (const item of items.slice(0, -1)) expect(item).toEqual({ at: expect.any(String), type: item.type, actor: { kind: 'SELF' }, origin, details: item.details });
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).sort().reverse());
  });

  it('come page by page', async () => {
    const customer = await activeCustomer(system);
    const { accessToken: token } = await signIn(system, customer);
    await completeContactData(system, customer, token);
    const all = (await activity(token)).items;
    const first = await activity(token, '?limit=2');
    const second = await activity(token, `?limit=2&cursor=${first.nextCursor}`);
    expect([[...first.items, ...second.items], second.nextCursor]).toEqual([all, null]);
    expect((await system.portal.send('GET', '/me/activity?cursor=x', { token })).body).toMatchObject({ code: 'validation-failed', errors: [{ field: 'cursor', rule: 'format' }] });
  });

  it('are for who is signed in, and whose contact data are complete', async () => {
    expect(await system.portal.send('GET', '/me/activity')).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    const { accessToken: token } = await signIn(system, await activeCustomer(system));
    expect(await system.portal.send('GET', '/me/activity', { token })).toMatchObject({ status: 403, body: { code: 'contact-data-required' } });
  });

  it('come from a log in which every service finds nothing wrong', async () => {
    const { nats } = system.test.endpoints;
    expect(await runCli(nats, ['audit', 'verify'])).toMatchObject({ code: 0, err: '' });
  });
});
