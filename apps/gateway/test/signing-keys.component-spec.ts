import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeProtectedHeader } from 'jose';
import { listSigningKeys, rotateSigningKeys } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { Database } from '#libs/persistence';
import { eventually } from '#libs/testing';
import { SIGNING_KEYS } from '../src/storage/mongo-key-ring.store.js';
import { GatewayFixture } from './gateway-fixture.js';

const system = new GatewayFixture();
let operator: BusClient;

beforeAll(async () => {
  await system.start({ gateways: 2 });
  operator = new BusClient(await system.identity.link('operator'), createLogger({ service: 'test', level: 'silent' }));
}, 60_000);
afterAll(() => system.stop());

const rotate = async () => (await operator.ask(rotateSigningKeys, {}, newCall(5_000))).keys;
const list = async () => (await operator.ask(listSigningKeys, {}, newCall(5_000))).keys;
const kidOf = (token: string) => decodeProtectedHeader(token).kid!;
const published = async (via: number): Promise<string[]> => {
  const { keys } = (await (await fetch(`${system.url(via)}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
  return keys.map(({ kid }) => kid).sort();
};

describe('signing keys', () => {
  it('are made once when two gateways start together, and are the same for both', async () => {
    expect((await list()).map(({ state }) => state)).toEqual(['NEXT', 'ACTIVE']);
    expect(await published(0)).toEqual(await published(1));
  });

  it('lie encrypted in the database', async () => {
    const ring = await system.gateways[0]!.app.get(Database).collection(SIGNING_KEYS).findOne({});
    const text = JSON.stringify(ring);
    expect(text).not.toContain('"d":');
    expect(text).not.toMatch(/PRIVATE KEY|MIGH|MIG[A-Z]/);
    expect(await system.gateways[0]!.app.get(Database).collection('audit').countDocuments()).toBe(0);
  });

  it('rotate without anybody noticing: old tokens work, new ones work everywhere at once', async () => {
    const accounts = [await system.signedIn(), await system.signedIn()];
    const next = (await list()).find(({ state }) => state === 'NEXT')!.kid;
    // Requests go on through both gateways while the keys change under them.
    const seen = { answers: 0, failures: [] as string[] };
    let isOver = false;
    const traffic = [0, 1].map(async (via) => {
      while (!isOver) {
        const { accessToken } = await system.signIn(accounts[via]!, via);
        for (const token of [accessToken, accounts[via]!.accessToken]) {
          for (const other of [0, 1]) {
            const { status, body } = await system.ask('/me', { token, via: other });
            seen.answers += 1;
            if (status !== 200) seen.failures.push(`${status} ${body.code}`);
          }
        }
      }
    });
    const first = await rotate();
    expect(first.map(({ state }) => state)).toEqual(['NEXT', 'ACTIVE', 'RETIRED']);
    expect(first.find(({ state }) => state === 'ACTIVE')!.kid).toBe(next);
    // Twice at once: faster than any cache of next keys.
    await rotate();
    await eventually(async () => expect(await published(0)).toEqual(await published(1)));
    await eventually(() => expect(seen.answers).toBeGreaterThan(40), { within: 20_000 });
    isOver = true;
    await Promise.all(traffic);
    expect(seen.failures).toEqual([]);
    const active = (await list()).find(({ state }) => state === 'ACTIVE')!.kid;
    for (const via of [0, 1]) await eventually(async () => expect(kidOf((await system.signIn(accounts[via]!, via)).accessToken)).toBe(active));
  });

  it('rotate once when two operators ask at the same moment, and leave a line in the audit log', async () => {
    const before = await list();
    const count = () => system.gateways[0]!.app.get(Database).collection('audit').countDocuments({ action: 'signing-keys.rotated' });
    const lines = await count();
    await Promise.all([rotate(), rotate()]);
    const after = await list();
    const news = after.filter(({ kid }) => !before.some((key) => key.kid === kid));
    expect([news.length, after.filter(({ state }) => state === 'ACTIVE').length]).toEqual([(await count()) - lines, 1]);
  });
});
