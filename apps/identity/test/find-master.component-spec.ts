import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { completeActivation, confirmEmail, createSubAdministrator, findMaster, lockAccount, mobileAuthorizationGranted, mobileAuthorizationRevoked, signOut, updateContactData } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { BusClient, type NatsLink } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { eventually } from '#libs/testing';
import { aSubAdministrator, contactDataOf, freshCustomerNumber, freshEmail, freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { crmFact } from './crm.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
let crm: NatsLink;
let operator: BusClient;
beforeAll(async () => {
  await identity.start({ instances: 2 });
  crm = await identity.link('harness');
  operator = new BusClient(await identity.link('operator'), createLogger({ service: 'test', level: 'silent' }));
});
afterAll(() => identity.stop());

const NUMBER = freshCustomerNumber();
const accounts = () => identity.database.collection<{ _id: string; role: string }>('accounts');

async function aMaster() {
  const { form, username } = await identity.activated();
  const opened = await identity.signIn(username);
  const caller = callerOf(opened);
  const search = (email: string, customerNumber = NUMBER) => identity.ask(findMaster, { ...caller, email, customerNumber });
  return { form, opened, caller, id: caller.accountId, search };
}

/** Nobody's account: another one with every question. */
async function expectMiss(search: () => ReturnType<Awaited<ReturnType<typeof aMaster>>['search']>): Promise<void> {
  const [first, second] = [await search(), await search()];
  expect([first.isMobileAuthorized, second.isMobileAuthorized]).toEqual([false, false]);
  expect(first.masterId).not.toBe(second.masterId);
  for (const { masterId } of [first, second]) expect(await accounts().findOne({ _id: masterId })).toBeNull();
}

describe('a master administrator looked for by their e-mail address', () => {
  it('is found, however it is typed; the caller themselves like any other', async () => {
    const [caller, other] = [await aMaster(), await aMaster()];
    expect(await caller.search(` ${other.form.email.toUpperCase()} `)).toEqual({ masterId: other.id, isMobileAuthorized: false });
    expect(await caller.search(caller.form.email)).toEqual({ masterId: caller.id, isMobileAuthorized: false });
  });

  it('is not, when nobody has the address, or whoever has it is invited, locked or no master administrator', async () => {
    const [caller, locked] = [await aMaster(), await aMaster()];
    const { form: invited } = await identity.invited();
    await operator.ask(lockAccount, { lockedId: locked.id, reason: 'asked by telephone' }, newCall(10_000));
    const sub = aSubAdministrator();
    await identity.ask(createSubAdministrator, { ...sub, ...caller.caller, origin: ORIGIN });
    const activationToken = await identity.activationToken(await identity.codeFor(sub.email, 1, 'sub-administrator-invitation'));
    await identity.ask(completeActivation, { activationToken, username: freshUsername(), password: PASSWORD, origin: ORIGIN });
    for (const email of [freshEmail(), invited.email, locked.form.email, sub.email]) await expectMiss(() => caller.search(email));
  });

  it('is authorized for a mobile number from its grant to its revocation, also under another address', async () => {
    const [caller, other] = [await aMaster(), await aMaster()];
    const [customerNumber, newer] = [freshCustomerNumber(), freshEmail()];
    await crmFact(crm, mobileAuthorizationGranted, { customerNumber, email: other.form.email });
    await eventually(async () => expect(await caller.search(other.form.email, customerNumber)).toEqual({ masterId: other.id, isMobileAuthorized: true }));
    expect(await caller.search(other.form.email)).toMatchObject({ isMobileAuthorized: false });
    expect(await caller.search(caller.form.email, customerNumber)).toMatchObject({ isMobileAuthorized: false });
    const self = { ...other.caller, origin: ORIGIN };
    await identity.ask(updateContactData, { ...self, ...contactDataOf(other.form, { email: newer }) });
    await identity.ask(confirmEmail, { ...self, confirmationCode: (await identity.codesFor(newer, 'email-confirmation')).at(-1)!.code });
    expect(await caller.search(newer, customerNumber)).toEqual({ masterId: other.id, isMobileAuthorized: true });
    await expectMiss(() => caller.search(other.form.email, customerNumber));
    await crmFact(crm, mobileAuthorizationRevoked, { customerNumber, email: other.form.email });
    await eventually(async () => expect(await caller.search(newer, customerNumber)).toEqual({ masterId: other.id, isMobileAuthorized: false }));
  });

  it('is looked for by signed-in master administrators only', async () => {
    const [caller, other] = [await aMaster(), await aMaster()];
    const refusal = (who: { accountId: string; sessionId: string }) => identity.refusal(findMaster, { ...who, email: other.form.email, customerNumber: NUMBER });
    expect(await refusal({ ...caller.caller, sessionId: newId() })).toMatchObject({ code: 'token-invalid' });
    await identity.ask(signOut, { sessionId: caller.caller.sessionId, origin: ORIGIN });
    expect(await refusal(caller.caller)).toMatchObject({ code: 'token-invalid' });
    await accounts().updateOne({ _id: other.id }, { $set: { role: 'SALES_PARTNER' } });
    expect(await refusal(other.caller)).toMatchObject({ code: 'forbidden' });
  });

  it('costs the same with any number of mobile authorizations: they are read by an index', async () => {
    const plan = await identity.database.collection('mobile-authorizations').find({ accountId: newId(), customerNumber: NUMBER, granted: true }).explain('queryPlanner');
    expect(JSON.stringify(plan.queryPlanner.winningPlan)).toContain('accountId_1_customerNumber_1');
  });
});
