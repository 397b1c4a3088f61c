import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { salesPartnerOnboarded, supportAgentOnboarded } from '#libs/contracts';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activate, completeContactData, newCustomer, signIn } from '../../harness/src/scenarios/customer-journey.js';
import { accept, invite, newColleague, signedInMaster } from '../../harness/src/scenarios/sub-administrator-journey.js';

let system: ConnectedSystem;
beforeAll(async () => {
  system = await startConnectedSystem({ instances: { gateway: 2, identity: 2 } });
}, 120_000);
afterAll(() => system?.stop());

/** A master administrator, and a sub-administrator who is signed in. */
async function twoPeople() {
  const { customer, token: masterToken } = await signedInMaster(system);
  const colleague = newColleague();
  await invite(system, masterToken, colleague);
  await accept(system, colleague);
  const { accessToken: token } = await signIn(system, colleague);
  return { customer, masterToken, colleague, token };
}

const superior = (token?: string, via = 0) => system.portals[via]!.send('GET', '/me/superior', token === undefined ? {} : { token });

describe('Übergeordneter Benutzer', () => {
  it('shows a sub-administrator the contact data of their master administrator, and nothing else of them', async () => {
    const { customer, colleague, token } = await twoPeople();
    await completeContactData(system, { company: customer.company, email: colleague.email }, token);
    const { firstName, lastName, company, email } = customer;
    const address = { street: 'Münsterplatz', houseNumber: '1a', postalCode: '53111', city: 'Bonn', country: 'DE' };
    for (const via of [0, 1]) {
      const { status, body } = await superior(token, via);
      expect([status, body]).toEqual([200, { salutation: 'MS', firstName, lastName, company, ...address, phone: '+492281234567', mobile: null, fax: null, email }]);
    }
  });

  it('shows them as they are now, through whichever gateway', async () => {
    const { customer, masterToken, colleague, token } = await twoPeople();
    await completeContactData(system, { company: customer.company, email: colleague.email }, token);
    const address = { street: 'Ring', houseNumber: '7', postalCode: '1010', city: 'Wien', country: 'AT' };
    for (const [via, company] of ['Neu & Söhne AG', 'Noch neuer KG'].entries()) {
      const body = { salutation: 'DIVERSE', company, ...address, phone: '+43 1 58858', mobile: '0170 1234567', email: customer.email };
      await system.portals[via]!.expect(200, 'PUT', '/me/contact-data', { token: masterToken, body });
      expect((await superior(token, 1 - via)).body).toMatchObject({ salutation: 'DIVERSE', company, ...address, phone: '+43158858', mobile: '+491701234567' });
    }
    await system.portals[0]!.expect(200, 'PUT', '/me/contact-data', {
      token, body: { salutation: 'MR', company: 'Andere AG', street: 'Weg', houseNumber: '1', postalCode: '53111', city: 'Bonn', country: 'DE', phone: '0228 7654321', email: colleague.email },
    });
    expect((await superior(token)).body).toMatchObject({ company: 'Noch neuer KG' });
  });

  it('does not exist for anybody else', async () => {
    const number = newCustomer().customerNumber;
    const person = { firstName: 'Jo', lastName: 'Muster', locale: 'de' } as const;
    const agent = newCustomer({ email: `jo.${number}@hotline.test`, username: `jo.${number}` });
    const partner = newCustomer({ email: `pa.${number}@partner.test`, username: `pa.${number}` });
    await system.facts.publish(supportAgentOnboarded, { ...person, staffNumber: number, email: agent.email });
    await system.facts.publish(salesPartnerOnboarded, { ...person, partnerNumber: number, salutation: 'MR', company: 'Partner AG', email: partner.email, otpProcedure: false });
    await activate(system, agent);
    await activate(system, partner);
    const tokens = [(await signedInMaster(system)).token, (await signIn(system, agent)).accessToken, (await signIn(system, partner)).accessToken];
    for (const token of tokens) expect(await superior(token)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  it('is for who is signed in, and whose own contact data are complete', async () => {
    expect(await superior()).toMatchObject({ status: 401, body: { code: 'token-invalid' } });
    const { token } = await twoPeople();
    expect(await superior(token)).toMatchObject({ status: 403, body: { code: 'contact-data-required' } });
  });
});
