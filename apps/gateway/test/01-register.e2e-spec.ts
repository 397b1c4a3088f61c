import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractProvisioned, contractTerminated } from '#libs/contracts';
import { codeIn, eventually, typeOf } from '#libs/testing';
import { type ConnectedSystem, startConnectedSystem } from '../../harness/src/connected-system.js';
import { activate, becomeKnown, type Customer, newCustomer, register } from '../../harness/src/scenarios/customer-journey.js';

const SUBJECT = 'Ihr Business Service Portal Account';
let system: ConnectedSystem;

beforeAll(async () => {
  system = await startConnectedSystem({ env: { REGISTRATION_GRACE: 'PT1S' } });
}, 120_000);
afterAll(() => system?.stop());

const formOf = ({ firstName, lastName, company, email, customerNumber }: Customer) => ({
  salutation: 'MS', firstName, lastName, company, email, phone: '0228 1234567', customerNumber, locale: 'de', acceptTerms: true,
});
const send = (body: object, headers: Record<string, string> = {}) => system.portal.send('POST', '/registrations', { body, headers });
const mailsTo = async ({ email }: Customer) => (await system.mailbox.mails(email)).map(typeOf);

describe('Account registrieren', () => {
  it('answers 202 and nothing else, and e-mails an activation code when a suitable contract is known', async () => {
    const customer = newCustomer();
    await becomeKnown(system, customer);
    expect(await send(formOf(customer))).toMatchObject({ status: 202, body: {} });
    const mail = await system.mailbox.next(customer.email, 'activation-code');
    expect(mail.subject).toBe(SUBJECT);
    expect(codeIn(mail)).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}$/);
  });

  it('says that it waits when no contract is known, and sends the code by itself when one becomes known', async () => {
    const customer = newCustomer();
    expect(await send(formOf(customer))).toMatchObject({ status: 202, body: {} });
    const waiting = await system.mailbox.next(customer.email, 'registration-pending');
    expect([waiting.subject, waiting.text]).toEqual([SUBJECT, expect.stringContaining('0800 33 55540')]);
    await becomeKnown(system, customer);
    await system.mailbox.next(customer.email, 'activation-code');
    expect(await mailsTo(customer)).toEqual(['registration-pending', 'activation-code']);
  });

  it('does not take a contract that has ended', async () => {
    const customer = newCustomer();
    const { accessNumber, customerNumber, product } = customer;
    await system.facts.publish(contractProvisioned, { accessNumber, customerNumber, product, validFrom: '2025-01-01T00:00:00Z' }, { time: new Date('2025-01-01T00:00:00Z') });
    await system.facts.publish(contractTerminated, { accessNumber, terminatedAt: '2025-06-01T00:00:00Z' }, { time: new Date('2025-06-01T00:00:00Z') });
    await send(formOf(customer));
    await system.mailbox.next(customer.email, 'registration-pending');
  });

  it('answers alike when the address has an account, and tells only the e-mail', async () => {
    const customer = newCustomer();
    await becomeKnown(system, customer);
    await register(system, customer);
    await activate(system, customer);
    expect(await send(formOf(customer))).toMatchObject({ status: 202, body: {} });
    const mail = await system.mailbox.next(customer.email, 'account-exists');
    expect([mail.subject, mail.text]).toEqual([SUBJECT, expect.stringContaining('Passwort vergessen?')]);
    expect(await mailsTo(customer)).not.toContain('registration-pending');
  });

  it('made twice sends a new code and ends the older one', async () => {
    const customer = newCustomer();
    await becomeKnown(system, customer);
    await register(system, customer);
    const first = codeIn(await system.mailbox.next(customer.email, 'activation-code'));
    await register(system, customer);
    const second = await eventually(async () => {
      const mails = await system.mailbox.mails(customer.email);
      expect(mails).toHaveLength(2);
      return mails.map(codeIn).find((code) => code !== first)!;
    });
    expect((await system.portal.send('POST', '/activations', { body: { activationCode: first } })).body).toMatchObject({ code: 'code-expired' });
    expect((await system.portal.send('POST', '/activations', { body: { activationCode: second } })).status).toBe(200);
  });

  it('sends a new activation code on request, and answers alike when there is nobody to send one to', async () => {
    const [customer, stranger] = [newCustomer(), newCustomer()];
    await becomeKnown(system, customer);
    await register(system, customer);
    const first = codeIn(await system.mailbox.next(customer.email, 'activation-code'));
    for (const { email, customerNumber } of [customer, stranger]) {
      expect(await system.portal.send('POST', '/registrations/resend', { body: { email, customerNumber } })).toMatchObject({ status: 202, body: {} });
    }
    await eventually(async () => expect(await mailsTo(customer)).toHaveLength(2));
    expect((await system.portal.send('POST', '/activations', { body: { activationCode: first } })).body).toMatchObject({ code: 'code-expired' });
    expect(await mailsTo(stranger)).toEqual([]);
  });

  it('names every wrong field in the language of the caller, and changes nothing', async () => {
    const customer = newCustomer();
    const wrong = { ...formOf(customer), email: 'nobody', customerNumber: '12', acceptTerms: false, role: 'SUPPORT_AGENT', lastName: undefined };
    const { status, body, headers } = await send(wrong, { 'accept-language': 'en' });
    expect([status, headers.get('content-type'), headers.get('content-language')]).toEqual([422, 'application/problem+json', 'en']);
    const errors = body['errors'] as { field: string; rule: string; message: string }[];
    expect(errors.map(({ field, rule }) => `${field} ${rule}`).sort()).toEqual(['acceptTerms range', 'customerNumber format', 'email format', 'lastName required', 'role unknown']);
    expect(errors.every(({ message }) => message.length > 20)).toBe(true);
  });
});
