import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areaUnderCurve } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { activeCustomer } from '../src/scenarios/customer-journey.js';

const PAIRS = 300;
/** Free tries of one account from one network before it must pause. */
const FREE_TRIES = 5;

describe('Sign-in with a wrong password', () => {
  let system: ConnectedSystem;
  let known: string[];
  beforeAll(async () => {
    system = await startConnectedSystem();
    known = [];
    for (let n = 0; n < PAIRS / FREE_TRIES; n++) known.push((await activeCustomer(system)).username);
  }, 240_000);
  afterAll(() => system.stop(), 30_000);

  it('says the same for known and unknown usernames', async () => {
    const [a, b] = [await attempt(known[0]!), await attempt('nobody.knows.me')];
    expect([a.status, b.status]).toEqual([401, 401]);
    expect(withoutTrace(a.body)).toEqual(withoutTrace(b.body));
    expect([...a.headers.keys()].sort()).toEqual([...b.headers.keys()].sort());
  });

  it(`takes the same time for both: area under the curve of ${PAIRS} pairs within 0.42–0.58`, async () => {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let n = 0; n < PAIRS; n++) {
      // The first name has used one of its free tries above.
      const names = { known: known[n % known.length]!, unknown: `unknown.${n % known.length}.user` };
      for (const kind of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        const started = performance.now();
        const { status } = await attempt(names[kind]);
        if (status === 401) times[kind].push(performance.now() - started);
      }
    }
    const area = areaUnderCurve(times.known, times.unknown);
    console.info(`sign-in known/unknown: ${times.known.length} and ${times.unknown.length} answers, area under the curve ${area.toFixed(3)}`);
    expect(Math.min(times.known.length, times.unknown.length)).toBeGreaterThan(PAIRS * 0.95);
    expect(area).toBeGreaterThan(0.42);
    expect(area).toBeLessThan(0.58);
  }, 120_000);

  const attempt = (username: string) => system.portal.send('POST', '/auth/login', { body: { username, password: 'Falsch-12345!' } });
});

function withoutTrace(body: Record<string, unknown>): object {
  const { traceId, instance, ...rest } = body;
  expect([typeof traceId, typeof instance]).toEqual(['string', 'string']);
  return rest;
}
