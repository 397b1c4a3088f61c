import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { areaUnderCurve } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { activeCustomer, becomeKnown, type Customer, newCustomer, register } from '../src/scenarios/customer-journey.js';

const PAIRS = 300;
/** Free tries of one account from one network before it must pause; the first name has used one when the pairs begin. */
const FREE_TRIES = 5;

interface Endpoint {
  title: string;
  path: string;
  status: number;
  /** The body for the nth known and the nth unknown person. */
  known(n: number): object;
  unknown(n: number): object;
}

describe('Whether somebody is known', () => {
  let system: ConnectedSystem;
  let active: Customer[];
  let invited: Customer[];
  beforeAll(async () => {
    system = await startConnectedSystem();
    [active, invited] = [[], []];
    for (let n = 0; n < PAIRS / FREE_TRIES; n++) active.push(await activeCustomer(system));
    for (let n = 0; n < 10; n++) invited.push(await invite());
  }, 240_000);
  afterAll(() => system.stop(), 30_000);

  const someone = (people: Customer[], n: number): Customer => people[n % people.length]!;
  const endpoints: Endpoint[] = [
    {
      title: 'a sign-in with a wrong password',
      path: '/auth/login',
      status: 401,
      known: (n) => ({ username: someone(active, n).username, password: 'Falsch-12345!' }),
      unknown: (n) => ({ username: `unknown.${n % active.length}.user`, password: 'Falsch-12345!' }),
    },
    {
      title: 'a request for a new activation code',
      path: '/registrations/resend',
      status: 202,
      known: (n) => ({ email: someone(invited, n).email, customerNumber: someone(invited, n).customerNumber }),
      unknown: (n) => ({ email: `nobody.${n}@example.test`, customerNumber: someone(invited, n).customerNumber }),
    },
    {
      title: 'a request for a new password by e-mail address',
      path: '/auth/password-resets',
      status: 202,
      known: (n) => ({ email: someone(active, n).email }),
      unknown: (n) => ({ email: `nobody.${n}@example.test` }),
    },
    {
      title: 'a request for a new password by username',
      path: '/auth/password-resets',
      status: 202,
      known: (n) => ({ username: someone(active, n).username }),
      unknown: (n) => ({ username: `unknown.${n}.user` }),
    },
    {
      title: 'a request for a forgotten username',
      path: '/auth/username-reminders',
      status: 202,
      known: (n) => ({ email: someone(active, n).email }),
      unknown: (n) => ({ email: `nobody.${n}@example.test` }),
    },
  ];

  describe.each(endpoints)('shows in $title', ({ path, status, known, unknown }) => {
    const ask = (body: object) => system.portal.send('POST', path, { body });

    it('neither in status, headers nor body', async () => {
      const [a, b] = [await ask(known(0)), await ask(unknown(0))];
      expect([a.status, b.status]).toEqual([status, status]);
      expect(withoutTrace(a.body)).toEqual(withoutTrace(b.body));
      expect([...a.headers.keys()].sort()).toEqual([...b.headers.keys()].sort());
    });

    it(`nor in the time it takes: area under the curve of ${PAIRS} pairs within 0.42–0.58`, async () => {
      const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
      for (let n = 0; n < PAIRS; n++) {
        for (const kind of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
          const body = kind === 'known' ? known(n) : unknown(n);
          const started = performance.now();
          const answer = await ask(body);
          if (answer.status === status) times[kind].push(performance.now() - started);
        }
      }
      const area = areaUnderCurve(times.known, times.unknown);
      console.info(`${path}, known/unknown: ${times.known.length} and ${times.unknown.length} answers, area under the curve ${area.toFixed(3)}`);
      expect(Math.min(times.known.length, times.unknown.length)).toBeGreaterThan(PAIRS * 0.95);
      expect(area).toBeGreaterThan(0.42);
      expect(area).toBeLessThan(0.58);
    }, 120_000);
  });

  /** Somebody who has been sent an activation code. */
  async function invite(): Promise<Customer> {
    const customer = newCustomer();
    await becomeKnown(system, customer);
    await register(system, customer);
    await system.mailbox.next(customer.email, 'activation-code');
    return customer;
  }
});

/** A problem names itself twice; only an empty body has nothing to name. */
function withoutTrace(body: Record<string, unknown>): object {
  if (Object.keys(body).length === 0) return body;
  const { traceId, instance, ...rest } = body;
  expect([typeof traceId, typeof instance]).toEqual(['string', 'string']);
  return rest;
}
