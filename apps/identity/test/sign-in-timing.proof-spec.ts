import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areaUnderCurve } from '#libs/testing';
import { PasswordHasher } from '../src/domain/password-hasher.js';
import { freshUsername, ORIGIN } from './builders.js';
import { IdentityFixture } from './identity-fixture.js';

const PAIRS = 300;
const ACCOUNTS = 10;

/** The dummy hash is what this is about, so it costs what it costs in production. */
const REAL_HASHES = { ARGON2_MEMORY_KIB: '19456', ARGON2_PASSES: '2' };

describe('The time of a refused sign-in', () => {
  const identity = new IdentityFixture();
  const known: string[] = [];
  beforeAll(async () => {
    await identity.start({ env: REAL_HASHES });
    for (let n = 0; n < ACCOUNTS; n++) known.push((await identity.activated()).username);
  }, 60_000);
  afterAll(() => identity.stop());

  it(`does not tell whether anybody has the username: ${PAIRS} pairs`, async () => {
    const area = await areaOfPairs();
    console.info(`refused sign-ins, known against unknown usernames: area under the curve ${area.toFixed(3)}`);
    expect(area).toBeGreaterThan(0.42);
    expect(area).toBeLessThan(0.58);
  }, 180_000);

  it(`would tell without the comparison against a dummy hash: ${PAIRS} pairs`, async () => {
    const hasher = identity.services[0]!.app.get(PasswordHasher);
    const compare = hasher.verify.bind(hasher);
    hasher.verify = async (hash, password) => (hash === undefined ? false : compare(hash, password));
    const area = await areaOfPairs().finally(() => (hasher.verify = compare));
    console.info(`the same with the dummy hash off: area under the curve ${area.toFixed(3)}`);
    expect(area).toBeGreaterThanOrEqual(0.95);
  }, 180_000);

  async function areaOfPairs(): Promise<number> {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let n = 0; n < PAIRS; n++) {
      const names = { known: known[n % ACCOUNTS]!, unknown: freshUsername() };
      for (const kind of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) times[kind].push(await refusedAfter(names[kind], n));
    }
    return areaUnderCurve(times.known, times.unknown);
  }

  /** Milliseconds. Every try from a network of its own, so that none is paused. */
  async function refusedAfter(username: string, n: number): Promise<number> {
    const started = performance.now();
    await expect(identity.signIn(username, 'Falsch-12345!', { ...ORIGIN, ipPrefix: `10.${n % 250}.${Math.random()}` })).rejects.toMatchObject({ code: 'invalid-credentials' });
    return performance.now() - started;
  }
});
