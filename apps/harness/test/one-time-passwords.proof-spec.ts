import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { newOneTimePassword } from '../src/scenarios/connection.js';
import { newCustomer } from '../src/scenarios/customer-journey.js';
import { signedInMaster } from '../src/scenarios/sub-administrator.js';

const LETTERS = 200;
const RIVALS = 8;
/** An account has 300 tries an hour, and whoever is told to wait needs another one. */
const TEAMS = 2;
const AT_ONCE = 4;
const GUESSES = 50;
const MOST = 5;

type Master = Awaited<ReturnType<typeof signedInMaster>>;

describe('A one-time password, over two instances of every service', () => {
  let system: ConnectedSystem;
  let teams: Master[][];
  let waits = 0;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2, identity: 2, notification: 2, 'contract-linking': 2, entitlements: 2 }, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1', ACCESS_TOKEN_LIFETIME: 'PT15M' } });
    teams = await Promise.all(Array.from({ length: TEAMS }, () => mastersOf(RIVALS)));
  }, 180_000);
  afterAll(() => system.stop(), 30_000);

  async function mastersOf(count: number): Promise<Master[]> {
    const masters: Master[] = [];
    while (masters.length < count) masters.push(await signedInMaster(system));
    return masters;
  }

  const connect = ({ token }: Master, via: number, customerNumber: string, oneTimePassword: string) =>
    system.portals[via % system.portals.length]!.send('POST', '/customer-links', { token, body: { customerNumber, oneTimePassword } });

  /** Whoever is told to wait comes again until they know. */
  async function outcome(master: Master, via: number, customerNumber: string, oneTimePassword: string): Promise<string> {
    for (let tries = 0; tries < 100; tries++) {
      const { status, body } = await connect(master, via, customerNumber, oneTimePassword);
      if (status === 201) return 'connected';
      if (status !== 503) return body['code'] as string;
      waits += 1;
      await sleep(50 + Math.random() * 200);
    }
    throw new Error('told to wait for ever');
  }

  it(`works once: ${LETTERS} of them × ${RIVALS} master administrators at the same time make ${LETTERS} connections`, async () => {
    const outcomes: string[][] = [];
    const rounds = Array.from({ length: LETTERS }, (_, n) => n).values();
    const play = async () => {
      for (const round of rounds) {
        const customer = newCustomer();
        const code = await newOneTimePassword(system, customer);
        outcomes.push(await Promise.all(teams[round % TEAMS]!.map((master, n) => outcome(master, n, customer.customerNumber, code))));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, play));
    console.info(`${LETTERS} one-time passwords, ${RIVALS} requests for each: ${waits} more because of 503`);
    const expected = ['connected', ...Array.from({ length: RIVALS - 1 }, () => 'code-used')].sort();
    expect(outcomes.map((each) => each.sort())).toEqual(Array.from({ length: LETTERS }, () => expected));
  }, 600_000);

  it(`compares at most five of ${GUESSES} guesses that one account makes at the same time, and spoils nobody else’s`, async () => {
    const customer = newCustomer();
    const code = await newOneTimePassword(system, customer);
    const [guesser, holder] = (await mastersOf(2)) as [Master, Master];
    const guess = (via: number) => connect(guesser, via, customer.customerNumber, 'AAAA-BBBB-CCCC');
    const guesses = await Promise.all(Array.from({ length: GUESSES }, (_, n) => guess(n)));
    const told = (status: number) => guesses.filter((answer) => answer.status === status).length;
    console.info(`${GUESSES} guesses at the same time: ${told(422)} compared, ${told(429)} refused, ${told(503)} told to come again`);
    let compared = told(422);
    // What is left of the five, if anything.
    while (compared <= MOST && (await guess(0)).status === 422) compared += 1;
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThanOrEqual(MOST);
    expect(await outcome(guesser, 0, customer.customerNumber, code)).toBe('too-many-attempts');
    expect(await outcome(holder, 1, customer.customerNumber, code)).toBe('connected');
  }, 60_000);
});
