import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { salesPartnerOnboarded, supportAgentOnboarded } from '#libs/contracts';
import { eventually } from '#libs/testing';
import { randomInt } from 'node:crypto';
import { type ConnectedSystem, startConnectedSystem } from '../src/connected-system.js';
import { LoginSimulatorClient } from '../src/login-simulator.client.js';
import { addContract, connect } from '../src/scenarios/connection.js';
import { activate, activeCustomer, newCustomer, signIn } from '../src/scenarios/customer-journey.js';
import { assign, byFixedLine, transferTo } from '../src/scenarios/sharing.js';
import { acceptInvitation, invite, signedInMaster, signedInSubordinate } from '../src/scenarios/sub-administrator.js';
import { ACCESS, type Actor, ACTORS, type Ground, type Row } from './access-table.js';
import { publishedOperations } from './published-operations.js';

const PASSWORD = 'Kundencenter-2026';

describe('What each role may do to what is one’s own, another’s, a subordinate’s and a superior’s', () => {
  let system: ConnectedSystem;
  let ground: Ground;
  const tokens = {} as Record<Actor, string | undefined>;
  beforeAll(async () => {
    system = await startConnectedSystem({ instances: { gateway: 2, entitlements: 2 }, env: { ARGON2_MEMORY_KIB: '1024', ARGON2_PASSES: '1' } });
    ground = await prepare();
  }, 180_000);
  afterAll(() => system?.stop(), 30_000);

  async function connectedMaster() {
    const master = await signedInMaster(system);
    await connect(system, master.customer, master.token);
    return master;
  }

  /** Somebody whom the CRM or the staff's systems onboarded. */
  async function onboarded(kind: 'partner' | 'agent'): Promise<string> {
    const number = String(randomInt(10 ** 9, 10 ** 10));
    const login = { email: `${kind}.${number}@example.test`, username: `${kind}.${number}`, password: `Sonnig-${number}!` };
    const person = { firstName: 'Jo', lastName: 'Muster', email: login.email, locale: 'de' as const };
    if (kind === 'agent') await system.facts.publish(supportAgentOnboarded, { staffNumber: number, ...person });
    else await system.facts.publish(salesPartnerOnboarded, { partnerNumber: number, salutation: 'MR', company: 'Partner KG', otpProcedure: false, ...person });
    await activate(system, newCustomer(login));
    return (await signIn(system, login)).accessToken;
  }

  async function prepare(): Promise<Ground> {
    const [owner, stranger, receiver] = [await connectedMaster(), await connectedMaster(), await connectedMaster()];
    const { customer, token } = owner;
    const linkedNumber = `1${customer.customerNumber}`;
    await addContract(system, { accessNumber: linkedNumber, customerNumber: customer.customerNumber, product: 'SIP_TRUNK' });
    await eventually(() => system.portal.expect(200, 'GET', `/contracts/${linkedNumber}`, { token }));
    const loginService = new LoginSimulatorClient(system.test.endpoints.loginService);
    for (const accessNumber of [linkedNumber, customer.accessNumber]) await loginService.putAccessNumber(accessNumber, PASSWORD);
    await system.portal.expect(201, 'POST', '/customer-centre-links', { token, body: { method: 'ACCESS_NUMBER', accessNumber: linkedNumber, personalPassword: PASSWORD } });
    const { candidateId } = await transferTo(system, token, byFixedLine(receiver.customer), [customer.accessNumber]);
    const [sub, bareSub, foreignSub] = [await signedInSubordinate(system, token), await signedInSubordinate(system, token), await signedInSubordinate(system, stranger.token)];
    await assign(system, token, sub.id, [{ accessNumber: customer.accessNumber, rights: ['ADMINISTRATION'] }]);
    const [invited, victim] = [await invite(system, token), await invite(system, token)];
    await acceptInvitation(system, victim);
    const held = await signIn(system, await activeCustomer(system));
    const subTokens = { sub: sub.tokens.accessToken, bareSub: bareSub.tokens.accessToken, foreignSub: foreignSub.tokens.accessToken };
    Object.assign(tokens, { owner: token, stranger: stranger.token, receiver: receiver.token, ...subTokens, partner: await onboarded('partner'), agent: await onboarded('agent'), held: held.accessToken });
    const { id } = await system.portal.expect<{ id: string }>(200, 'GET', '/me', { token });
    return {
      portal: system.portal, owner: { id, token, ...customer }, accessNumber: customer.accessNumber, personalPassword: PASSWORD, linkedNumber, candidateId,
      receiver: { email: receiver.customer.email, customerNumber: receiver.customer.customerNumber }, subId: sub.id, invitedId: invited.id, victimId: victim.id,
    };
  }

  it('is written down for every route there is, and for no other', async () => {
    const published = (await publishedOperations(system.test.endpoints.openapi)).map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(ACCESS.map(({ route }) => route))].sort()).toEqual(published.sort());
  });

  it.each(ACCESS.map((row): [string, Row] => [row.about ? `${row.route} ${row.about}` : row.route, row]))('is kept: %s', async (_title, row) => {
    const expected = row.statuses.split(' ').map(Number);
    expect(expected).toHaveLength(ACTORS.length);
    const [, plainPath] = row.route.split(' ') as [string, string];
    const path = row.path ? await row.path(ground) : plainPath;
    const found = {} as Record<Actor, number>;
    const told: string[] = [];
    // The owner last: theirs may have an effect.
    for (const actor of [...ACTORS].sort((a, b) => Number(a === 'owner') - Number(b === 'owner'))) {
      const answer = await ask(row, actor, path);
      found[actor] = answer.status;
      if (answer.status !== 404 || !row.unknown) continue;
      const nowhere = await ask(row, actor, row.unknown);
      if (JSON.stringify(problemOf(nowhere)) !== JSON.stringify(problemOf(answer))) told.push(`${actor}: ${JSON.stringify([answer.body, nowhere.body])}`);
    }
    expect(found).toEqual(Object.fromEntries(ACTORS.map((actor, n) => [actor, expected[n]])));
    // What one may not see is like what is not there.
    expect(told).toEqual([]);
  });

  function ask({ route, body, headers, isAnonymous }: Row, actor: Actor, path: string) {
    const token = isAnonymous ? undefined : tokens[actor];
    return system.portal.send(route.split(' ')[0]!, path, { ...(token && { token }), ...(body && { body: body(ground, ACTORS.indexOf(actor)) }), ...(headers && { headers }) });
  }
});

function problemOf({ status, body }: { status: number; body: Record<string, unknown> }): object {
  const { traceId: _trace, instance: _instance, ...problem } = body;
  return { status, ...problem };
}
