import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '#libs/persistence';
import { eventually } from '#libs/testing';
import { FailedSignIns } from '../src/http/failed-sign-ins.js';
import { freshUsername } from '../../identity/test/builders.js';
import { GatewayFixture } from './gateway-fixture.js';

const ALLOWED = 50;
const WRONG = 'Falsch-12345!';
const system = new GatewayFixture();
beforeAll(() => system.start({ gateways: 2, env: { RATE_LIMITS: 'on', TRUST_PROXY: 'loopback' } }), 60_000);
afterAll(() => system.stop());

let last = 0;
/** An address of a network that no other test uses. */
const freshNetwork = () => `198.51.${(last += 1)}.7`;
const login = (username: string, password: string, address: string, via = 0) => system.ask('/auth/login', { body: { username, password }, headers: { 'x-forwarded-for': address }, via });
/** One password on so many usernames, twenty at the same time through both gateways. */
async function spray(users: number, address: string): Promise<number[]> {
  const statuses: number[] = [];
  while (statuses.length < users) {
    const several = Array.from({ length: Math.min(20, users - statuses.length) }, (_, n) => login(freshUsername(), WRONG, address, n % 2));
    statuses.push(...(await Promise.all(several)).map(({ status }) => status));
  }
  return statuses;
}
/** As counted in the database: nobody waits for what is given back. */
const failuresOf = async (address: string) =>
  (await system.gateways[0]!.app.get(Database).collection<{ points: number }>('ip-limits').findOne({ key: `failed-sign-in:${address.replace(/\d+$/, '0/24')}` }))?.points;
const count = (statuses: number[], status: number) => statuses.filter((one) => one === status).length;

describe('one password tried on many users from one network', () => {
  it(`is compared ${ALLOWED} times in ten minutes, over all gateways together, then everybody there is told when to come again`, async () => {
    const address = freshNetwork();
    const statuses = await spray(100, address);
    expect([count(statuses, 401), count(statuses, 429)]).toEqual([ALLOWED, 50]);
    const account = await system.identity.activated();
    const refused = await login(account.username, account.password, address, 1);
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-attempts']);
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(500);
    expect(retryAfter).toBeLessThanOrEqual(600);
    expect((await login(account.username, account.password, freshNetwork())).status).toBe(200);
  });

  it('is compared as often as anybody likes with the limit off', async () => {
    const undo = system.gateways.map(({ app }) => {
      const failed = app.get(FailedSignIns);
      const { counted } = failed;
      failed.counted = (_prefix, signIn) => signIn();
      return () => void Object.assign(failed, { counted });
    });
    const statuses = await spray(100, freshNetwork());
    undo.forEach((put) => put());
    expect(count(statuses, 401)).toBe(100);
  });
});

describe('signing in rightly', () => {
  it('counts for nothing, however many do so from one network', async () => {
    const address = freshNetwork();
    const account = await system.identity.activated();
    for (let n = 0; n < ALLOWED + 10; n++) expect((await login(account.username, account.password, address, n % 2)).status).toBe(200);
    expect(count(await spray(ALLOWED, address), 401)).toBe(ALLOWED);
  });

  it('makes no failure good', async () => {
    const address = freshNetwork();
    const account = await system.identity.activated();
    await spray(ALLOWED - 1, address);
    expect((await login(account.username, account.password, address)).status).toBe(200);
    await eventually(async () => expect(await failuresOf(address)).toBe(ALLOWED - 1));
    expect(count(await spray(5, address), 401)).toBe(1);
  });

  it('to a locked account is no failure, and neither is a try during a pause', async () => {
    const address = freshNetwork();
    const [locked, paused] = [await system.identity.activated(), await system.identity.activated()];
    await system.identity.database.collection('accounts').updateOne({ masterEmail: locked.form.email }, { $set: { status: 'LOCKED', lockedBy: ['SUPPORT'] } });
    for (let n = 0; n < 4; n++) expect((await login(locked.username, locked.password, address)).status).toBe(403);
    for (let n = 0; n < 5; n++) expect((await login(paused.username, WRONG, address)).status).toBe(401);
    await system.identity.prolongPauses();
    for (let n = 0; n < 20; n++) expect((await login(paused.username, WRONG, address)).status).toBe(429);
    expect(count(await spray(ALLOWED, address), 401)).toBe(ALLOWED - 5);
  });
});
