import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requestPasswordReset, requestUsernameReminder, resendActivationCode } from '#libs/contracts';
import { areaUnderCurve } from '#libs/testing';
import { invitedMaster } from '../src/domain/account.js';
import { deferred } from '../src/domain/deferred-request.js';
import { Settlements } from '../src/inbound/settlements.js';
import { toDocument } from '../src/storage/account.schema.js';
import { DeferredRequests } from '../src/use-cases/deferred-requests.js';
import { aForm, freshCustomerNumber, freshUsername, ORIGIN } from './builders.js';
import { IdentityFixture } from './identity-fixture.js';

const PAIRS = 300;
/** What somebody who measures would do against the noise of a busy machine, which only ever adds: ask three times and take the quickest. */
const TRIES = 3;
/** Of each kind everybody may be sent so many mails within the hour. */
const QUOTA = 3;

interface Person {
  email: string;
  customerNumber: string;
}

const identity = new IdentityFixture();
const REQUESTS = [
  { title: 'for a new activation code', known: 'invited', ask: ({ email, customerNumber }: Person) => identity.ask(resendActivationCode, { email, customerNumber, origin: ORIGIN }) },
  { title: 'for a new password', known: 'active', ask: ({ email }: Person) => identity.ask(requestPasswordReset, { email, origin: ORIGIN }) },
  { title: 'for a forgotten username', known: 'active', ask: ({ email }: Person) => identity.ask(requestUsernameReminder, { email, origin: ORIGIN }) },
] as const;
type Known = (typeof REQUESTS)[number]['known'];

/** The control of the deferred requests: what their time would tell if they were settled before they are answered. */
describe('The time of an anonymous request', () => {
  /** For each kind of people and each round. */
  const people = new Map<string, Promise<Person[]>>();
  beforeAll(() => identity.start(), 60_000);
  afterAll(() => identity.stop());

  describe.each(REQUESTS)('$title', ({ title, known, ask }) => {
    it(`does not tell whether the address is known: ${PAIRS} pairs`, async () => {
      const area = await areaOfPairs(ask, await peopleOf(known, 'deferred'));
      console.info(`${title}, known against unknown addresses: area under the curve ${area.toFixed(3)}`);
      expect(area).toBeGreaterThan(0.42);
      expect(area).toBeLessThan(0.58);
    }, 120_000);

    it(`would tell if it were settled before it is answered: ${PAIRS} pairs`, async () => {
      const { app } = identity.services[0]!;
      const [requests, settlements] = [app.get(DeferredRequests), app.get(Settlements)];
      const accept = requests.accept.bind(requests);
      const asked = await peopleOf(known, 'at once');
      requests.accept = async (kind, payload, call) => settlements.settle(await stored(deferred(kind, payload, call, new Date())), call);
      const area = await areaOfPairs(ask, asked).finally(() => (requests.accept = accept));
      console.info(`${title}, the same without deferring: area under the curve ${area.toFixed(3)}`);
      expect(area).toBeGreaterThanOrEqual(0.95);
    }, 120_000);
  });

  /** Written down as always, so that settling finds it. */
  async function stored<R extends { id: string }>(request: R): Promise<R> {
    const { id, ...rest } = request;
    await identity.database.collection<{ _id: string }>('deferred-requests').insertOne({ _id: id, ...rest, leaseUntil: new Date(Date.now() + 60_000) } as never);
    return request;
  }

  /** Enough for all pairs of one round; quotas are counted per kind, so several kinds may ask for the same people. */
  function peopleOf(known: Known, round: string): Promise<Person[]> {
    const key = `${known} ${round}`;
    if (!people.has(key)) people.set(key, made(known, (PAIRS * TRIES) / QUOTA));
    return people.get(key)!;
  }

  /** Written as they would be after a registration, whose mails would only keep the machine busy. */
  async function made(known: Known, count: number): Promise<Person[]> {
    const forms = Array.from({ length: count }, () => aForm());
    const state = () => (known === 'active' ? { status: 'ACTIVE' as const, username: freshUsername(), passwordHashes: ['hash'] } : {});
    const accounts = forms.map(({ acceptTerms: _accepted, ...form }) => toDocument({ ...invitedMaster(form, new Date()), ...state() }));
    await identity.database.collection<{ _id: string }>('accounts').insertMany(accounts);
    return forms;
  }

  async function areaOfPairs(ask: (person: Person) => Promise<unknown>, known: Person[]): Promise<number> {
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let n = 0; n < PAIRS; n++) {
      const tries: typeof times = { known: [], unknown: [] };
      for (let at = n * TRIES; at < (n + 1) * TRIES; at++) {
        const asked = { known: known[at % known.length]!, unknown: { email: `nobody.${at}.${Math.random()}@example.test`, customerNumber: freshCustomerNumber() } };
        for (const kind of at % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
          const started = performance.now();
          await ask(asked[kind]);
          tries[kind].push(performance.now() - started);
        }
      }
      for (const kind of ['known', 'unknown'] as const) times[kind].push(Math.min(...tries[kind]));
    }
    return areaUnderCurve(times.known, times.unknown);
  }
});
