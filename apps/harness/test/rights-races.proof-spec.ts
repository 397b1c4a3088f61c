import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkRights } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { eventually } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { addContract, connect } from '../src/scenarios/connection.js';
import type { Customer } from '../src/scenarios/customer-journey.js';
import { byFixedLine, etagOf, found, rightsOf, saveRights, saveTicks } from '../src/scenarios/sharing.js';
import { signedInMaster, signedInSubordinate } from '../src/scenarios/sub-administrator.js';

const TWO = { gateway: 2, 'contract-linking': 2, entitlements: 2 };
const ROUNDS = 60;
/** Of each master administrator in the first race. */
const SUBORDINATES = 6;

interface Row {
  version: number;
  kind: string;
}

describe('Many who give and take rights on one contract at the same moment, through two gateways', () => {
  let system: ConnectedSystem;
  let bus: BusClient;
  let giver: { customer: Customer; token: string };
  let accessNumber: string;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: TWO, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1', ACCESS_TOKEN_LIFETIME: 'PT15M' } });
    bus = new BusClient(system.facts.link, createLogger({ service: 'harness', level: 'silent' }));
    giver = await connectedMaster();
    accessNumber = `1${giver.customer.customerNumber}`;
    await addContract(system, { accessNumber, customerNumber: giver.customer.customerNumber, product: 'COMPANY_FLEX' });
    await eventually(() => system.portal.expect(200, 'GET', `/contracts/${accessNumber}`, { token: giver.token }));
  }, 180_000);
  afterAll(() => system?.stop(), 30_000);

  async function connectedMaster(): Promise<{ customer: Customer; token: string }> {
    const master = await signedInMaster(system);
    await connect(system, master.customer, master.token);
    return master;
  }

  const portalOf = (n: number) => system.portals[n % 2]!;
  const check = (accountId: string) => bus.ask(checkRights, { accountId, accessNumber, right: 'ADMINISTRATION' }, newCall(10_000));
  const holds = async (token: string, via: number) => (await portalOf(via).send('GET', `/contracts/${accessNumber}`, { token })).status === 200;

  async function historyOf(token: string): Promise<Row[]> {
    const rows: Row[] = [];
    for (let query = '?limit=200'; ; ) {
      const { items, nextCursor } = await system.portal.expect<{ items: Row[]; nextCursor: string | null }>(200, 'GET', `/contracts/${accessNumber}/history${query}`, { token });
      rows.push(...items);
      if (nextCursor === null) return rows;
      query = `?limit=200&cursor=${nextCursor}`;
    }
  }

  it(`are seen each by whoever has saved, in the very next answer, and numbered without a gap: ${SUBORDINATES + 2} sets, ${ROUNDS} saves each`, async () => {
    const subordinates = [];
    for (let n = 0; n < SUBORDINATES; n++) subordinates.push(await signedInSubordinate(system, giver.token));
    const receivers = [await connectedMaster(), await connectedMaster()];
    const faults: string[] = [];
    const assigning = subordinates.map(async ({ id, tokens }, n) => {
      let etag = etagOf(await rightsOf(portalOf(n), giver.token, id));
      for (let round = 0; round < ROUNDS; round++) {
        const isGiven = round % 2 === 0;
        const answer = await patient(() => saveRights(portalOf(n + round), giver.token, id, isGiven ? [{ accessNumber, rights: ['ADMINISTRATION'] }] : [], etag));
        if (answer.status !== 200) return void faults.push(`sub ${n} ${round}: ${answer.status} ${JSON.stringify(answer.body)}`);
        if (number(etagOf(answer)) !== number(etag) + 1) faults.push(`sub ${n} ${round}: ${etag} was followed by ${etagOf(answer)}`);
        etag = etagOf(answer);
        if ((await holds(tokens.accessToken, n + round + 1)) !== isGiven) faults.push(`sub ${n} ${round}: shown ${!isGiven}`);
        if ((await check(id)).allowed !== isGiven) faults.push(`sub ${n} ${round}: decided ${!isGiven}`);
      }
    });
    const transferring = receivers.map(async ({ customer, token }, n) => {
      const { candidateId, ...first } = await found(system, giver.token, byFixedLine(customer));
      let { etag } = first;
      for (let round = 0; round < ROUNDS; round++) {
        const isGiven = round % 2 === 0;
        const answer = await patient(() => saveTicks(portalOf(n + round), giver.token, candidateId, isGiven ? [accessNumber] : [], etag));
        if (answer.status !== 200) return void faults.push(`receiver ${n} ${round}: ${answer.status} ${JSON.stringify(answer.body)}`);
        if (number(etagOf(answer)) !== number(etag) + 1) faults.push(`receiver ${n} ${round}: ${etag} was followed by ${etagOf(answer)}`);
        etag = etagOf(answer);
        if ((await holds(token, n + round + 1)) !== isGiven) faults.push(`receiver ${n} ${round}: shown ${!isGiven}`);
      }
    });
    const versions: number[] = [];
    let isOver = false;
    const watching = (async () => {
      const { id } = await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token: giver.token });
      while (!isOver) {
        const { allowed, version } = await check(id);
        if (!allowed) faults.push(`the giver was without at ${version}`);
        versions.push(version);
      }
    })();
    await Promise.all([...assigning, ...transferring]).finally(() => (isOver = true));
    await watching;
    expect(faults).toEqual([]);
    expect(versions.filter((version, n) => n > 0 && version < versions[n - 1]!)).toEqual([]);
    // The giver's link is the first; every save gave or took one grant.
    const rows = await historyOf(giver.token);
    const all = 1 + (SUBORDINATES + receivers.length) * ROUNDS;
    expect(rows.map(({ version }) => version)).toEqual(Array.from({ length: all }, (_, n) => all - n));
  }, 240_000);

  it(`on the same state win once: ${ROUNDS} pairs with the same If-Match, and what the winner wrote is there`, async () => {
    const [{ id }, { customer }] = [await signedInSubordinate(system, giver.token), await connectedMaster()];
    const { candidateId } = await found(system, giver.token, byFixedLine(customer));
    const faults: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const etag = etagOf(await rightsOf(portalOf(round), giver.token, id));
      const wanted = [['ADMINISTRATION'], ['COMMERCIAL_CONTACT']];
      const answers = await Promise.all(wanted.map((rights, n) => patient(() => saveRights(portalOf(n), giver.token, id, [{ accessNumber, rights }], etag))));
      const won = answers.findIndex(({ status }) => status === 200);
      const statuses = answers.map(({ status }) => status).sort().join();
      const after = await rightsOf(portalOf(round + 1), giver.token, id);
      if (statuses !== '200,412') faults.push(`assignments ${round}: ${statuses}`);
      else if (String(after.body.assignments[0]?.rights) !== String(wanted[won]) || etagOf(after) !== etagOf(answers[won]!)) faults.push(`assignments ${round}: ${JSON.stringify(after.body)}`);

      const given = etagOf(await system.portal.send('GET', `/transfers/${candidateId}`, { token: giver.token }));
      const ticks = [[accessNumber], []];
      const saves = await Promise.all(ticks.map((numbers, n) => patient(() => saveTicks(portalOf(n + round), giver.token, candidateId, numbers, given))));
      const first = saves.findIndex(({ status }) => status === 200);
      const both = saves.map(({ status }) => status).sort().join();
      const now = await portalOf(round + 1).send<{ accessNumbers: string[] }>('GET', `/transfers/${candidateId}`, { token: giver.token });
      if (both !== '200,412') faults.push(`transfers ${round}: ${both}`);
      else if (String(now.body.accessNumbers) !== String(ticks[first])) faults.push(`transfers ${round}: ${JSON.stringify(now.body)}`);
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('that are given while the giver loses theirs are gone in the end, and nobody’s for good', async () => {
    const [{ id, tokens }, { customer, token }] = [await signedInSubordinate(system, giver.token), await connectedMaster()];
    const { candidateId } = await found(system, giver.token, byFixedLine(customer));
    const { customerNumber } = giver.customer;
    for (let round = 0; round < 10; round++) {
      const [rights, ticks] = [etagOf(await rightsOf(system.portal, giver.token, id)), etagOf(await system.portal.send('GET', `/transfers/${candidateId}`, { token: giver.token }))];
      const [assigned, ticked, left] = await Promise.all([
        saveRights(portalOf(round), giver.token, id, [{ accessNumber, rights: ['ADMINISTRATION'] }], rights),
        saveTicks(portalOf(round + 1), giver.token, candidateId, [accessNumber], ticks),
        portalOf(round).send('DELETE', `/customer-links/${customerNumber}?confirm=last-administrator`, { token: giver.token }),
      ]);
      expect(left.status).toBe(204);
      for (const { status } of [assigned, ticked]) expect([200, 422]).toContain(status);
      const after = await Promise.all([holds(tokens.accessToken, round), holds(token, round + 1), check(id), holds(giver.token, round)]);
      expect(after).toEqual([false, false, expect.objectContaining({ allowed: false }), false]);
      await connect(system, giver.customer, giver.token);
      expect([await holds(tokens.accessToken, round), await holds(token, round + 1)]).toEqual([false, false]);
    }
  }, 120_000);
});

/** Told to come again, one does: what was not saved is saved then. */
async function patient<A extends { status: number }>(save: () => Promise<A>): Promise<A> {
  for (let tries = 0; ; tries++) {
    const answer = await save();
    if (answer.status !== 503 || tries === 10) return answer;
    await sleep(200);
  }
}

const number = (etag: string): number => Number(JSON.parse(etag));
