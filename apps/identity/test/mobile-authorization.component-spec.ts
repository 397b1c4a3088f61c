import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeActivation, confirmEmail, mobileAuthorizationChanged, mobileAuthorizationGranted, mobileAuthorizationRevoked, updateContactData } from '#libs/contracts';
import type { NatsLink } from '#libs/messaging';
import { eventually, patiently } from '#libs/testing';
import { MobileAuthorizationStore } from '../src/domain/mobile-authorization.store.js';
import { contactDataOf, freshCustomerNumber, freshEmail, freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { crmFact } from './crm.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
let crm: NatsLink;
beforeAll(async () => {
  await identity.start({ instances: 2 });
  crm = await identity.link('harness');
});
afterAll(() => identity.stop());

const told = async (customerNumber: string) => (await identity.facts(mobileAuthorizationChanged.type, (data) => data.customerNumber === customerNumber)).map(({ granted }) => granted);
const accountIdOf = async (email: string) => (await identity.database.collection<{ _id: string }>('accounts').findOne({ masterEmail: email }))?._id;
const grant = (customerNumber: string, email: string, time = new Date()) => crmFact(crm, mobileAuthorizationGranted, { customerNumber, email }, { time });
const revoke = (customerNumber: string, email: string, time = new Date()) => crmFact(crm, mobileAuthorizationRevoked, { customerNumber, email }, { time });
const known = (email: string) =>
  eventually(async () => expect(await identity.database.collection('mobile-authorizations').countDocuments({ email })).toBe(1));

describe('a mobile authorization', () => {
  it('is bound to the master with its address, told, and taken back', async () => {
    const { form } = await identity.activated();
    const customerNumber = freshCustomerNumber();
    await grant(customerNumber, form.email.toUpperCase());
    await eventually(async () => expect(await told(customerNumber)).toEqual([true]));
    const [fact] = await identity.facts(mobileAuthorizationChanged.type, (data) => data.customerNumber === customerNumber);
    expect(fact).toEqual({ actor: { kind: 'CRM' }, accountId: await accountIdOf(form.email), customerNumber, granted: true });
    await revoke(customerNumber, form.email);
    await eventually(async () => expect(await told(customerNumber)).toEqual([true, false]));
  });

  it('waits for the activation of its master', async () => {
    const { form, code } = await identity.invited();
    const [customerNumber, email] = [freshCustomerNumber(), freshEmail()];
    await grant(customerNumber, email);
    await known(email);
    expect(await told(customerNumber)).toEqual([]);
    // Its address is the one that was waited for.
    await identity.database.collection('accounts').updateOne({ masterEmail: form.email }, { $set: { email, masterEmail: email } });
    await identity.ask(completeActivation, { activationToken: await identity.activationToken(code), username: freshUsername(), password: PASSWORD, origin: ORIGIN });
    expect(await told(customerNumber)).toEqual([true]);
  });

  it('ends as the later fact says, though that one comes first', async () => {
    const { form } = await identity.activated();
    const customerNumber = freshCustomerNumber();
    await revoke(customerNumber, form.email, new Date(Date.now() - 1_000));
    await known(form.email);
    await grant(customerNumber, form.email, new Date(Date.now() - 2_000));
    const next = freshCustomerNumber();
    await grant(next, form.email);
    await eventually(async () => expect(await told(next)).toEqual([true]));
    expect(await told(customerNumber)).toEqual([]);
  });

  it('misses no address that is confirmed at the same moment', async () => {
    expect(await missedOf(15)).toBe(0);
  }, 60_000);

  it('would miss some if whoever decides about an address did not go one after the other', async () => {
    const stores = identity.services.map(({ app }) => app.get(MobileAuthorizationStore));
    const locking = stores.map((store) => store.lockAddress);
    for (const store of stores) store.lockAddress = async () => undefined;
    let missed = 0;
    for (let batch = 0; batch < 8 && missed === 0; batch++) missed = await missedOf(15);
    stores.forEach((store, n) => (store.lockAddress = locking[n]!));
    expect(missed).toBeGreaterThan(0);
  }, 120_000);
});

/** How many of so many new addresses, each confirmed while its authorization arrives, end without it. */
async function missedOf(count: number): Promise<number> {
  const changes = await Promise.all(Array.from({ length: count }, () => waitingForConfirmation()));
  await Promise.all(changes.flatMap(({ email, customerNumber, confirm }) => [grant(customerNumber, email), patiently(confirm)]));
  for (const { email } of changes) await known(email);
  const emails = changes.map(({ email }) => email);
  return identity.database.collection<{ email: string }>('mobile-authorizations').countDocuments({ email: { $in: emails }, accountId: { $exists: false } });
}

async function waitingForConfirmation() {
  const { form, username } = await identity.activated();
  const caller = { ...callerOf(await identity.signIn(username)), origin: ORIGIN };
  const email = freshEmail();
  await identity.ask(updateContactData, { ...caller, ...contactDataOf(form, { email }) });
  const confirmationCode = (await identity.codesFor(email, 'email-confirmation')).at(-1)!.code;
  return { email, customerNumber: freshCustomerNumber(), confirm: () => identity.ask(confirmEmail, { ...caller, confirmationCode }) };
}
