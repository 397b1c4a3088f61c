import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activeCustomer, type Customer, signIn } from '../../harness/src/scenarios/customer-journey.js';
import { acceptInvitation, invite, signedInMaster, signedInSubordinate } from '../../harness/src/scenarios/sub-administrator.js';

let system: ConnectedSystem;
let master: { customer: Customer; token: string };
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 } });
  master = await signedInMaster(system);
}, 120_000);
afterAll(() => system?.stop());

const superiorOf = (token: string, via = 0) => system.portals[via]!.send('GET', '/me/superior', { token });
const CONTACT = { street: 'Münsterplatz', houseNumber: '1a', postalCode: '53111', city: 'Bonn', country: 'DE' };

describe('Übergeordneter Benutzer', () => {
  it('shows a sub-administrator exactly the contact data of their master administrator, as they are now', async () => {
    const { tokens } = await signedInSubordinate(system, master.token);
    const { firstName, lastName, company, email } = master.customer;
    const shown = { salutation: 'MS', firstName, lastName, company, ...CONTACT, phone: '+492281234567', mobile: null, fax: null, email };
    expect(await superiorOf(tokens.accessToken)).toMatchObject({ status: 200 });
    expect((await superiorOf(tokens.accessToken, 1)).body).toEqual(shown);
    const changes = { ...CONTACT, salutation: 'DIVERSE', company, street: 'Neuer Weg', phone: '0228 99', mobile: '0170 1234567', email };
    await system.portal.expect(200, 'PUT', '/me/contact-data', { token: master.token, body: changes });
    expect((await superiorOf(tokens.accessToken, 1)).body).toEqual({ ...shown, salutation: 'DIVERSE', street: 'Neuer Weg', phone: '+4922899', mobile: '+491701234567' });
  });

  it('does not exist for anybody else', async () => {
    const { status, body } = await superiorOf(master.token);
    expect([status, body['code']]).toEqual([404, 'not-found']);
    expect((await system.portal.send('GET', '/me/superior')).status).toBe(401);
  });

  it('waits for the contact data as everything else does', async () => {
    const person = await invite(system, master.token);
    await acceptInvitation(system, person);
    const { accessToken } = await signIn(system, person);
    expect(await superiorOf(accessToken)).toMatchObject({ status: 403, body: { code: 'contact-data-required' } });
    const other = await activeCustomer(system);
    expect(await superiorOf((await signIn(system, other)).accessToken)).toMatchObject({ status: 403, body: { code: 'contact-data-required' } });
  });
});
