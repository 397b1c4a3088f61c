import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resendActivationCode } from '#libs/contracts';
import { areaUnderCurve } from '#libs/testing';
import { deferred, isKind } from '../src/domain/deferred-request.js';
import { DeferredRequests } from '../src/use-cases/deferred-requests.js';
import { SettleResendUseCase } from '../src/use-cases/settle-resend.use-case.js';
import { ORIGIN } from './builders.js';
import { IdentityFixture } from './identity-fixture.js';

const PAIRS = 300;
/** Of whom each may be sent so many codes within the hour. */
const QUOTA = 3;

/** The control of the deferred requests: what their time would tell if they were settled before they are answered. */
describe('The time of an anonymous request', () => {
  const identity = new IdentityFixture();
  beforeAll(() => identity.start(), 60_000);
  afterAll(() => identity.stop());

  it(`does not tell whether the address is known: ${PAIRS} pairs`, async () => {
    const area = await areaOfPairs();
    console.info(`resend, known against unknown addresses: area under the curve ${area.toFixed(3)}`);
    expect(area).toBeGreaterThan(0.42);
    expect(area).toBeLessThan(0.58);
  }, 120_000);

  it(`would tell if it were settled before it is answered: ${PAIRS} pairs`, async () => {
    const { app } = identity.services[0]!;
    const [requests, settle] = [app.get(DeferredRequests), app.get(SettleResendUseCase)];
    const accept = requests.accept.bind(requests);
    requests.accept = async (kind, payload, call) => {
      const request = deferred(kind, payload, call, new Date());
      if (!isKind(request, 'RESEND_CODE')) return accept(kind, payload, call);
      await settle.execute(await stored(request), call);
    };
    const area = await areaOfPairs().finally(() => (requests.accept = accept));
    console.info(`the same without deferring: area under the curve ${area.toFixed(3)}`);
    expect(area).toBeGreaterThanOrEqual(0.95);
  }, 120_000);

  /** Written down as always, so that settling finds it. */
  async function stored<R extends { id: string }>(request: R): Promise<R> {
    const { id, ...rest } = request;
    await identity.database.collection<{ _id: string }>('deferred-requests').insertOne({ _id: id, ...rest, leaseUntil: new Date(Date.now() + 60_000) } as never);
    return request;
  }

  async function invited(count: number): Promise<{ email: string; customerNumber: string }[]> {
    const people = [];
    for (let n = 0; n < count; n += 10) people.push(...(await Promise.all(Array.from({ length: 10 }, () => identity.invited()))));
    return people.map(({ form }) => form);
  }

  async function areaOfPairs(): Promise<number> {
    const known = await invited(PAIRS / QUOTA);
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let n = 0; n < PAIRS; n++) {
      const { email, customerNumber } = known[n % known.length]!;
      const bodies = { known: { email, customerNumber }, unknown: { email: `nobody.${n}.${Math.random()}@example.test`, customerNumber } };
      for (const kind of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        const started = performance.now();
        await identity.ask(resendActivationCode, { ...bodies[kind], origin: ORIGIN });
        times[kind].push(performance.now() - started);
      }
    }
    return areaUnderCurve(times.known, times.unknown);
  }
});
