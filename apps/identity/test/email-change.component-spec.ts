import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { confirmEmail, contactDataChanged, emailConfirmationRequested, getMe, updateContactData, withdrawPendingEmail } from '#libs/contracts';
import { newCall, newId } from '#libs/kernel';
import { patiently } from '#libs/testing';
import { EmailChangeStore } from '../src/domain/email-change.store.js';
import { contactDataOf, freshEmail, ORIGIN } from './builders.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2 }));
afterAll(() => identity.stop());

interface ChangeDocument {
  _id: string;
  tries: number;
  email: string;
}
const documents = () => identity.database.collection<ChangeDocument>('email-changes');

/** Somebody signed in whose account waits for a new address, and the code that went there. */
async function waiting(email = freshEmail()) {
  const { form, username } = await identity.activated();
  const opened = await identity.signIn(username);
  const caller = { ...callerOf(opened), origin: ORIGIN };
  const save = (address: string) => identity.ask(updateContactData, { ...caller, ...contactDataOf(form, { email: address }) });
  const me = await save(email);
  const sent = await identity.codesFor(email, 'email-confirmation');
  const code = sent.at(-1)!.code;
  const confirm = (confirmationCode: string) => identity.refusal(confirmEmail, { ...caller, confirmationCode });
  return { form, caller, email, code, me, save, confirm };
}

const wrongFor = (code: string, n = 1) => String((Number(code) + n) % 100_000_000).padStart(8, '0');

describe('a new e-mail address', () => {
  it('waits, completes the first sign-in, and is told with old and new address when its owner confirms it', async () => {
    const { form, caller, email, code, me } = await waiting();
    expect(me).toMatchObject({ email: form.email, pendingEmail: email, requiredActions: [] });
    expect(await identity.ask(confirmEmail, { ...caller, confirmationCode: ` ${code.slice(0, 4)} ${code.slice(4)} ` })).toMatchObject({ email, pendingEmail: null });
    expect(await identity.ask(getMe, { accountId: caller.accountId, sessionId: caller.sessionId })).toMatchObject({ email, pendingEmail: null });
    const told = await identity.facts(contactDataChanged.type, (data) => data.accountId === caller.accountId && data.email !== undefined);
    expect(told).toEqual([expect.objectContaining({ changedFields: ['email'], email, previousEmail: form.email })]);
    expect(await identity.facts(emailConfirmationRequested.type, (data) => data.accountId === caller.accountId)).toHaveLength(1);
    const audit = await identity.database.collection('audit').find({ accountId: caller.accountId, action: /^email/ }).sort({ _id: 1 }).toArray();
    expect(audit.map(({ action, origin }) => [action, origin])).toEqual([['email-change.requested', ORIGIN], ['email.changed', ORIGIN]]);
    expect(JSON.stringify(audit)).not.toContain(code);
  });

  it('has a code that is stored only as a hash', async () => {
    const { caller, code } = await waiting();
    expect(JSON.stringify(await documents().findOne({ _id: caller.accountId }))).not.toContain(code);
  });

  it('confirmed eight times at the same moment over two instances changes once', async () => {
    const { caller, code, confirm } = await waiting();
    const answers = (await Promise.all(Array.from({ length: 8 }, () => confirm(code)))).map((refused) => refused?.code);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    for (const answer of answers) expect([undefined, 'code-used', 'code-expired', 'service-unavailable']).toContain(answer);
    expect(await identity.facts(contactDataChanged.type, (data) => data.accountId === caller.accountId && data.email !== undefined)).toHaveLength(1);
  });

  it('wanted by two is given to one, and refused to the other by name', async () => {
    const email = freshEmail();
    const [one, two] = [await waiting(email), await waiting(email)];
    const answers = await Promise.all([one, two].map(({ code, confirm }) => patiently(() => confirm(code))));
    expect(answers.map((refused) => refused?.code).sort()).toEqual(['email-taken', undefined]);
    const loser = answers[0] ? one : two;
    expect((await identity.ask(getMe, { accountId: loser.caller.accountId, sessionId: loser.caller.sessionId })).email).toBe(loser.form.email);
  });

  it('confirmed again under the same idempotency key gets the first answer', async () => {
    const { caller, code, email } = await waiting();
    const idempotency = { key: newId(), scope: `${caller.accountId} confirm`, fingerprint: 'f' };
    const confirm = () => identity.ask(confirmEmail, { ...caller, confirmationCode: code }, newCall(5_000, { idempotency }));
    const first = await confirm();
    expect([first.email, await confirm()]).toEqual([email, first]);
  });

  it('is compared with five guesses, however many come at the same moment', async () => {
    const { code, confirm } = await waiting();
    const guesses = await Promise.all(Array.from({ length: 50 }, (_, n) => confirm(wrongFor(code, n + 1))));
    const [invalid, expired, busy] = ['code-invalid', 'code-expired', 'service-unavailable'].map((code) => guesses.filter((refused) => refused?.code === code).length) as [number, number, number];
    expect(invalid).toBeGreaterThan(0);
    expect(invalid).toBeLessThanOrEqual(5);
    // Whoever was told to wait may have been counted.
    expect([invalid + expired + busy, invalid + busy >= 5]).toEqual([50, true]);
    expect((await confirm(code))?.code).toBe('code-expired');
  });

  it('would be compared with many more if tries were counted after they were read', async () => {
    const { code, confirm } = await waiting();
    const stores = identity.services.map(({ app }) => app.get(EmailChangeStore));
    const counting = stores.map((store) => store.countTry);
    for (const store of stores) {
      store.countTry = async (accountId) => {
        const { _id, ...change } = (await documents().findOne({ _id: accountId }))! as never as { _id: string } & NonNullable<Awaited<ReturnType<EmailChangeStore['countTry']>>>;
        await documents().updateOne({ _id: accountId }, { $set: { tries: change.tries + 1 } });
        return { ...change, accountId: _id, tries: change.tries + 1 };
      };
    }
    const guesses = await Promise.all(Array.from({ length: 50 }, (_, n) => confirm(wrongFor(code, n + 1))));
    stores.forEach((store, n) => (store.countTry = counting[n]!));
    expect(guesses.filter((refused) => refused?.code === 'code-invalid').length).toBeGreaterThan(5);
  });

  it('is withdrawn, once or twice, and its code worth nothing then', async () => {
    const { caller, code, confirm, save, form } = await waiting();
    for (let n = 0; n < 2; n++) expect(await identity.ask(withdrawPendingEmail, caller)).toEqual({});
    expect((await confirm(code))?.toJSON()).toEqual({ code: 'code-invalid', kind: 'invalid' });
    expect((await save(form.email)).pendingEmail).toBeNull();
    expect(await identity.database.collection('audit').countDocuments({ accountId: caller.accountId, action: 'email-change.withdrawn' })).toBe(1);
  });

  it('is written to three times an hour; the fourth wish saves nothing', async () => {
    const { caller, email, save } = await waiting();
    for (let n = 0; n < 2; n++) await save(email);
    const refused = await identity.refusal(updateContactData, { ...caller, ...contactDataOf((await waiting()).form, { email, city: 'Köln' }) });
    expect(refused).toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 3_600 } });
    expect((await identity.ask(getMe, { accountId: caller.accountId, sessionId: caller.sessionId })).contactData.city).toBe('Bonn');
    expect(await identity.codesFor(email, 'email-confirmation')).toHaveLength(3);
  });

  it('is confirmed by no session that has ended, and such a one spends no try', async () => {
    const { caller, code } = await waiting();
    await identity.database.collection<{ _id: string }>('sessions').updateOne({ _id: caller.sessionId }, { $set: { endedAt: new Date() } });
    for (const command of [confirmEmail, withdrawPendingEmail]) {
      const request = command === confirmEmail ? { ...caller, confirmationCode: code } : caller;
      expect((await identity.refusal(command, request as never))?.code).toBe('token-invalid');
    }
    expect((await documents().findOne({ _id: caller.accountId }))?.tries).toBe(0);
  });
});
