import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkActivationCode, register, registrationPending, registrationRefusedExisting, registrationRequested, resendActivationCode } from '#libs/contracts';
import { newCall } from '#libs/kernel';
import { eventually } from '#libs/testing';
import { aForm, freshAccessNumber, ORIGIN } from './builders.js';
import { IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2, env: { REGISTRATION_GRACE: 'PT0.3S' } }));
afterAll(() => identity.stop());

const ofEmail = (email: string) => (data: Record<string, unknown>) => data.email === email;

describe('registration', () => {
  it('brings a code when a suitable contract is known', async () => {
    const { form, code } = await identity.invited();
    expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
    expect(await identity.facts(registrationRequested.type, ofEmail(form.email))).toHaveLength(1);
  });

  it('is settled within the trace that it came with', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const form = aForm();
    await identity.ask(register, { ...form, origin: ORIGIN }, newCall(10_000, { traceparent }));
    const row = await eventually(async () => {
      const found = (await identity.outbox(registrationRequested.type)).find(({ payload }) => payload.includes(form.email));
      if (!found) throw new Error('not settled yet');
      return found;
    });
    expect((JSON.parse(row.payload) as { traceparent?: string }).traceparent).toContain('0af7651916cd43dd8448eb211c80319c');
  });

  it('waits for its contract, says so once the grace is over, and sends the code by itself when the contract becomes known', async () => {
    const form = aForm();
    expect(await identity.ask(register, { ...form, origin: ORIGIN })).toEqual({});
    await eventually(async () => expect(await identity.facts(registrationPending.type, ofEmail(form.email))).toHaveLength(1));
    expect(await identity.codesFor(form.email)).toEqual([]);
    await identity.contractOpened(form.customerNumber);
    await identity.codeFor(form.email);
    expect(await identity.facts(registrationPending.type, ofEmail(form.email))).toHaveLength(1);
  });

  it('is not satisfied by a contract that has ended', async () => {
    const form = aForm();
    const accessNumber = freshAccessNumber();
    await identity.contractEnded(form.customerNumber, accessNumber, 2, '2026-02-01T00:00:00Z');
    await identity.knows(accessNumber);
    // Older than what is known: it comes too late to count.
    await identity.contractOpened(form.customerNumber, accessNumber, 1);
    await identity.ask(register, { ...form, origin: ORIGIN });
    await eventually(async () => expect(await identity.facts(registrationPending.type, ofEmail(form.email))).toHaveLength(1));
    expect(await identity.codesFor(form.email)).toEqual([]);
  });

  it('is answered alike, and refused in the e-mail, when the address has an active account', async () => {
    const { form } = await identity.activated();
    expect(await identity.ask(register, { ...form, origin: ORIGIN })).toEqual({});
    await eventually(async () => expect(await identity.facts(registrationRefusedExisting.type, ofEmail(form.email))).toHaveLength(1));
    const accounts = await identity.database.collection('accounts').countDocuments({ email: form.email });
    expect(accounts).toBe(1);
  });

  it('made again while open brings a new code, ends the older one, and counts with its newest form', async () => {
    const { form, code } = await identity.invited();
    await identity.ask(register, { ...form, lastName: 'Neumann', origin: ORIGIN });
    const newer = await identity.codeFor(form.email, 2);
    expect((await identity.refusal(checkActivationCode, { activationCode: code, origin: ORIGIN }))?.code).toBe('code-expired');
    expect(await identity.ask(checkActivationCode, { activationCode: newer, origin: ORIGIN })).toMatchObject({ role: 'MASTER_ADMINISTRATOR', passwordPolicy: 'STANDARD' });
    const account = await identity.database.collection<{ lastName: string }>('accounts').findOne({ masterEmail: form.email });
    expect(account?.lastName).toBe('Neumann');
  });

  it('of many at the same moment with one address makes one account', async () => {
    const form = aForm();
    await identity.knows(await identity.contractOpened(form.customerNumber));
    await Promise.all(Array.from({ length: 6 }, () => identity.ask(register, { ...form, origin: ORIGIN })));
    await identity.codeFor(form.email, 6);
    expect(await identity.database.collection('accounts').countDocuments({ email: form.email })).toBe(1);
    const open = await identity.database.collection('activation-codes').countDocuments({ replacedAt: { $exists: false }, accountId: await accountIdOf(form.email) });
    expect(open).toBe(1);
  });

  it('misses no contract that becomes known at the same moment', async () => {
    const forms = Array.from({ length: 30 }, () => aForm());
    await Promise.all(forms.flatMap((form) => [identity.ask(register, { ...form, origin: ORIGIN }), identity.contractOpened(form.customerNumber)]));
    await Promise.all(forms.map((form) => identity.codeFor(form.email)));
  });
});

describe('a new activation code on request', () => {
  it('is sent for the right address and customer number, at most three times an hour', async () => {
    const { form } = await identity.invited();
    const { email, customerNumber } = form;
    for (let n = 0; n < 5; n++) expect(await identity.ask(resendActivationCode, { email, customerNumber, origin: ORIGIN })).toEqual({});
    await identity.codeFor(email, 4);
    await eventually(async () => expect(await identity.database.collection('deferred-requests').countDocuments({ 'payload.email': email })).toBe(0));
    expect(await identity.codesFor(email)).toHaveLength(4);
  });

  it('is not sent for another customer number', async () => {
    const { form } = await identity.invited();
    expect(await identity.ask(resendActivationCode, { email: form.email, customerNumber: '99999999', origin: ORIGIN })).toEqual({});
    await eventually(async () => expect(await identity.database.collection('deferred-requests').countDocuments({ 'payload.email': form.email })).toBe(0));
    expect(await identity.codesFor(form.email)).toHaveLength(1);
  });
});

async function accountIdOf(email: string): Promise<string> {
  const account = await identity.database.collection<{ _id: string }>('accounts').findOne({ email });
  return account!._id;
}
