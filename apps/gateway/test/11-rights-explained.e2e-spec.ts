import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { addContract, connect } from '../../harness/src/scenarios/connection.js';
import type { Customer } from '../../harness/src/scenarios/customer-journey.js';
import { assign, byFixedLine, saveTicks, transferTo } from '../../harness/src/scenarios/sharing.js';
import { signedInMaster, signedInSubordinate } from '../../harness/src/scenarios/sub-administrator.js';

interface Master {
  customer: Customer;
  token: string;
}

/** Cheap on purpose: each test has people of its own. */
const CHEAP_HASHES = { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' };
let system: ConnectedSystem;
let giver: Master;
let receiver: Master;
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, entitlements: 2 }, env: CHEAP_HASHES });
}, 120_000);
afterAll(() => system?.stop());
/** Two who are connected with numbers of their own; the giver has a SIP trunk besides. */
beforeEach(async () => {
  [giver, receiver] = [await connectedMaster(), await connectedMaster()];
  await addContract(system, { accessNumber: sip(giver), customerNumber: giver.customer.customerNumber, product: 'SIP_TRUNK' });
  await eventually(() => system.portal.expect(200, 'GET', `/contracts/${sip(giver)}`, { token: giver.token }));
}, 30_000);

const sip = ({ customer }: Master) => `1${customer.customerNumber}`;
const share = (...accessNumbers: string[]) => transferTo(system, giver.token, byFixedLine(receiver.customer), accessNumbers);
async function connectedMaster(): Promise<Master> {
  const master = await signedInMaster(system);
  await connect(system, master.customer, master.token);
  return master;
}

describe('Where a right comes from', () => {
  interface Explained {
    rights: { right: string; because: { via: string; grantId: string; by: object | null; to: { name: string; company: string }; rights: string[]; until: string | null }[][] }[];
  }
  const explain = (token: string, query = '') => system.portals[1]!.send<Explained>('GET', `/contracts/${sip(giver)}/explanation${query}`, { token });
  const history = (token: string) => system.portals[1]!.send<{ items: { version: number; kind: string; via: string; rights: string[]; cause: string }[] }>('GET', `/contracts/${sip(giver)}/history`, { token });

  it('is explained to whoever has it, chain by chain from the connecting account down, and to nobody else', async () => {
    await share(sip(giver));
    const [own, received] = [await explain(giver.token), await explain(receiver.token)];
    expect(own.body.rights.map(({ right, because }) => [right, because.map((chain) => chain.map(({ via }) => via))])).toEqual([['ADMINISTRATION', [['LINK']]], ['COMMERCIAL_CONTACT', [['LINK']]]]);
    const name = ({ customer: { firstName, lastName, company } }: Master) => ({ name: `${firstName} ${lastName}`, company });
    expect(received.body.rights).toMatchObject([{ right: 'ADMINISTRATION', because: [[{ via: 'LINK', by: null, to: name(giver) }, { via: 'TRANSFER', by: name(giver), to: name(receiver), rights: ['ADMINISTRATION'], until: null }]] }]);
    const third = await connectedMaster();
    const unknown = await system.portal.send('GET', '/contracts/022899999999/explanation', { token: third.token });
    const strip = ({ traceId: _trace, instance: _instance, ...problem }: Record<string, unknown>) => problem;
    for (const look of [explain, history]) {
      const answer = await look(third.token);
      expect(answer.status).toBe(404);
      expect(strip(answer.body as unknown as Record<string, unknown>)).toEqual(strip(unknown.body));
    }
    const me = await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token: receiver.token });
    expect((await explain(giver.token, `?accountId=${me.id}`)).status).toBe(404);
  });

  it('has a history: the giver sees what they gave, the receiver what they had, newest first', async () => {
    const { candidateId, etag } = await share(sip(giver));
    expect((await saveTicks(system.portal, giver.token, candidateId, [], etag)).status).toBe(200);
    const [own, theirs] = [await history(giver.token), await history(receiver.token)];
    const rows = (answer: typeof own) => answer.body.items.map(({ kind, via }) => `${kind} ${via}`);
    expect(rows(own)).toEqual(['REVOKED TRANSFER', 'GRANTED TRANSFER', 'GRANTED LINK']);
    // They hold nothing on it any more, and see what they had.
    expect([theirs.status, rows(theirs)]).toEqual([200, ['REVOKED TRANSFER', 'GRANTED TRANSFER']]);
    const versions = own.body.items.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => b - a));
  });

  it('is explained by a master of their own sub-administrators, across every step, and by these of themselves', async () => {
    await share(sip(giver));
    const { id, tokens } = await signedInSubordinate(system, receiver.token);
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    await assign(system, receiver.token, id, [{ accessNumber: sip(giver), rights: ['ADMINISTRATION'], expiresAt }]);
    const [asked, own] = [await explain(receiver.token, `?accountId=${id}`), await explain(tokens.accessToken)];
    expect(asked.body).toEqual(own.body);
    expect(own.body.rights.map(({ right, because }) => [right, because.map((chain) => chain.map(({ via, until }) => [via, until]))])).toEqual([
      ['ADMINISTRATION', [[['LINK', null], ['TRANSFER', null], ['ASSIGNMENT', expect.stringMatching(expiresAt.slice(0, 19))]]]],
    ]);
    expect((await explain(giver.token, `?accountId=${id}`)).status).toBe(404);
    // Nobody explains what is above them.
    const { id: superior } = await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token: receiver.token });
    expect((await explain(tokens.accessToken, `?accountId=${superior}`)).status).toBe(404);
    const rows = (await history(tokens.accessToken)).body.items.map(({ kind, via }) => `${kind} ${via}`);
    expect(rows).toEqual(['GRANTED ASSIGNMENT']);
  });

  it('is paged in its history as all lists are', async () => {
    for (let n = 0; n < 2; n++) {
      const { candidateId, etag } = await share(sip(giver));
      expect((await saveTicks(system.portal, giver.token, candidateId, [], etag)).status).toBe(200);
    }
    const versions: number[] = [];
    let query = '?limit=2';
    for (;;) {
      const { items, nextCursor } = await system.portal.expect<{ items: { version: number }[]; nextCursor: string | null }>(200, 'GET', `/contracts/${sip(giver)}/history${query}`, { token: giver.token });
      versions.push(...items.map(({ version }) => version));
      if (nextCursor === null) break;
      query = `?limit=2&cursor=${nextCursor}`;
    }
    expect(versions).toEqual([5, 4, 3, 2, 1]);
  });
});
