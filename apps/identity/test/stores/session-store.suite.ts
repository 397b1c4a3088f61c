import { expect, it } from '@jest/globals';
import { newCall, newId, type Transaction } from '#libs/kernel';
import { SessionTimes } from '../../src/domain/session.js';
import type { IdentityStores } from './identity-stores.js';

/** What every session store and every throttle store does. */
export function sessionStoreSuite(stores: () => IdentityStores, now: Date): void {
  const times = new SessionTimes(1_000, 1_500, 500);
  const after = (ms: number) => new Date(now.getTime() + ms);
  const within = <T>(work: (tx: Transaction) => Promise<T>) => stores().transactions.run(newCall(5_000), work);
  const opened = async (accountId = newId()) => {
    const session = times.start({ accountId, role: 'MASTER_ADMINISTRATOR', contactDataRequired: true, device: 'd', ipPrefix: 'p' }, now);
    await within((tx) => stores().sessions.open(session, tx));
    return session;
  };

  it('keeps a session as it was opened', async () => {
    const session = await opened();
    expect(await stores().sessions.find(session.id)).toEqual(session);
  });

  it('rotates the current generation of a living session only, and never beyond its absolute end', async () => {
    const { id } = await opened();
    const rotate = (generation: number, at: Date) => stores().sessions.rotate(id, generation, at, times.idleEnd(at));
    expect(await rotate(2, now)).toBeUndefined();
    expect(await rotate(1, after(900))).toMatchObject({ generation: 2, rotatedAt: after(900), lastUsedAt: after(900), idleExpiresAt: after(1_500) });
    expect(await rotate(1, after(900))).toBeUndefined();
    expect(await rotate(2, after(1_500))).toBeUndefined();
  });

  it('ends a session once', async () => {
    const { id } = await opened();
    const end = () => within((tx) => stores().sessions.end(id, 'REUSE', now, tx));
    expect(await end()).toMatchObject({ endedAt: now, endReason: 'REUSE' });
    expect(await end()).toBeUndefined();
    expect(await stores().sessions.rotate(id, 1, now, after(1))).toBeUndefined();
  });

  it('lists the living ones newest first, and ends all but one', async () => {
    const accountId = newId();
    const [first, second, third] = [await opened(accountId), await opened(accountId), await opened(accountId)];
    await opened();
    const list = async (page: { limit: number; before?: string }, at = now) => (await stores().sessions.listAlive(accountId, at, page)).map(({ id }) => id);
    expect(await list({ limit: 2 })).toEqual([third.id, second.id]);
    expect(await list({ limit: 2, before: second.id })).toEqual([first.id]);
    expect(await list({ limit: 9 }, after(1_000))).toEqual([]);
    const ended = await within((tx) => stores().sessions.endOthers(accountId, second.id, 'REVOKED', now, 9, tx));
    expect(ended.map(({ id, endReason }) => [id, endReason]).sort()).toEqual([[first.id, 'REVOKED'], [third.id, 'REVOKED']]);
    expect(await list({ limit: 9 })).toEqual([second.id]);
  });

  it('ends no more at a time than it is told to', async () => {
    const accountId = newId();
    const [kept] = [await opened(accountId), await opened(accountId), await opened(accountId)];
    const end = async () => (await within((tx) => stores().sessions.endOthers(accountId, kept.id, 'REVOKED', now, 1, tx))).length;
    expect([await end(), await end(), await end()]).toEqual([1, 1, 0]);
  });

  it('ends what is older than the newest of an account', async () => {
    const accountId = newId();
    const [first, second] = [await opened(accountId), await opened(accountId), await opened(accountId), await opened(accountId)];
    const end = () => within((tx) => stores().sessions.endOlder(accountId, 2, 'REVOKED', now, 9, tx));
    expect((await end()).map(({ id, endReason }) => [id, endReason])).toEqual([[second.id, 'REVOKED'], [first.id, 'REVOKED']]);
    expect(await end()).toEqual([]);
  });

  it('ends once what expired, and nothing that lives or was ended', async () => {
    const [expired, rotated, ended] = [await opened(), await opened(), await opened()];
    await stores().sessions.rotate(rotated.id, 1, after(900), after(1_900));
    await within((tx) => stores().sessions.end(ended.id, 'SIGN_OUT', now, tx));
    const end = async (at: number) => (await within((tx) => stores().sessions.endExpired(after(at), 500, tx))).map(({ id }) => id);
    const first = await end(1_000);
    expect([expired, rotated, ended].map(({ id }) => first.includes(id))).toEqual([true, false, false]);
    expect(await stores().sessions.find(expired.id)).toMatchObject({ endedAt: after(1_000), endReason: 'EXPIRED' });
    expect(await end(1_499)).toEqual([]);
    expect(await end(1_500)).toContain(rotated.id);
  });

  it('lets every session of an account know that the contact data are complete', async () => {
    const accountId = newId();
    const [one, other, stranger] = [await opened(accountId), await opened(accountId), await opened()];
    await within((tx) => stores().sessions.contactDataCompleted(accountId, tx));
    const required = await Promise.all([one, other, stranger].map(async ({ id }) => (await stores().sessions.find(id))?.contactDataRequired));
    expect(required).toEqual([false, false, true]);
  });

  it('counts tries, pauses after five, counts nothing during a pause, and doubles it', async () => {
    const origin = newId();
    const attempt = (at: number, forgivenAt?: number) => stores().throttle.countTry(origin, forgivenAt === undefined ? undefined : after(forgivenAt), after(at));
    for (let n = 0; n < 5; n++) expect(await attempt(n)).toBeUndefined();
    expect([await attempt(5), await attempt(2_003)]).toEqual([after(2_004), after(2_004)]);
    expect([await attempt(2_004), await attempt(2_005)]).toEqual([undefined, after(6_004)]);
    expect(await attempt(2_006, 2_005)).toBeUndefined();
    for (let n = 0; n < 4; n++) expect(await attempt(2_007 + n, 2_005)).toBeUndefined();
    expect(await attempt(2_012, 2_005)).toEqual(after(2_010 + 2_000));
  });

  it('forgives an origin what it tried until then', async () => {
    const origin = newId();
    const attempt = (at: number) => stores().throttle.countTry(origin, undefined, after(at));
    for (let n = 0; n < 5; n++) await attempt(n);
    await stores().throttle.forgive(origin, after(3));
    expect(await attempt(5)).toEqual(after(2_004));
    await stores().throttle.forgive(origin, after(4));
    expect(await attempt(5)).toBeUndefined();
  });

  it('gives parallel tries different numbers', async () => {
    const origin = newId();
    const paused = await Promise.all(Array.from({ length: 20 }, () => stores().throttle.countTry(origin, undefined, now)));
    expect(paused.filter((until) => until === undefined)).toHaveLength(5);
  });

  it('leaves free tries free for an instance whose clock is behind', async () => {
    const origin = newId();
    for (const at of [5, 4, 3, 2, 1]) expect(await stores().throttle.countTry(origin, undefined, after(at))).toBeUndefined();
    expect(await stores().throttle.countTry(origin, undefined, after(0))).toEqual(after(2_001));
  });

  it('counts failures over this clock hour and the one before', async () => {
    const key = newId();
    const hour = 3_600_000;
    const counts = [];
    for (const at of [0, 1, hour, hour + 1, 2 * hour, 5 * hour]) counts.push(await stores().throttle.countFailure(key, undefined, new Date(at)));
    expect(counts).toEqual([1, 2, 3, 4, 3, 1]);
  });

  it('counts failures anew after they were forgiven', async () => {
    const key = newId();
    const [hour, forgivenAt] = [3_600_000, after(1)];
    const count = (at: number, forgiven?: Date) => stores().throttle.countFailure(key, forgiven, after(at));
    expect([await count(0), await count(1), await count(2, forgivenAt), await count(3, forgivenAt), await count(hour + 3, forgivenAt)]).toEqual([1, 2, 1, 2, 3]);
  });
}
