import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  completePasswordReset, DeliveryData, passwordChanged, passwordResetDelivery, passwordResetRequested, requestPasswordReset, requestUsernameReminder,
  usernameReminderRequested, type SecretOf,
} from '#libs/contracts';
import { eventually } from '#libs/testing';
import { AccountStore } from '../src/domain/account.store.js';
import { PasswordResetStore } from '../src/domain/password-reset.store.js';
import { invitedPartner } from '../src/domain/sales-partner.js';
import { toDocument } from '../src/storage/account.schema.js';
import { aPartner, freshEmail, freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2 }));
afterAll(() => identity.stop());

const NEW = 'Herbst-2026!';
const resets = () => identity.database.collection<{ _id: string; accountId: string }>('password-resets');
const accountOf = async (email: string) => (await identity.database.collection<{ _id: string; version: number; passwordHashes: string[] }>('accounts').findOne({ masterEmail: email }))!;
const mailsTo = (email: string, messageType = 'password-reset') => identity.codesFor(email, messageType);
const settled = (email: string) => eventually(async () => expect(await identity.database.collection('deferred-requests').countDocuments({ 'payload.email': email })).toBe(0));
const complete = (resetToken: string, newPassword = NEW) => identity.refusal(completePasswordReset, { resetToken, newPassword, origin: ORIGIN });

/** Somebody who forgot the password, and the token that was sent. */
async function forgetful() {
  const { form, username } = await identity.activated();
  expect(await identity.ask(requestPasswordReset, { email: form.email, origin: ORIGIN })).toEqual({});
  const token = await eventually(async () => (await mailsTo(form.email))[0]!.accounts[0]!.token);
  return { email: form.email, username, token };
}

describe('a forgotten password', () => {
  it('is set anew with the token of the e-mail, which is stored only as a hash; everything is told, and nothing secret', async () => {
    const { email, username, token } = await forgetful();
    const { _id: accountId, version } = await accountOf(email);
    expect(JSON.stringify(await resets().find({ accountId }).toArray())).not.toContain(token);
    await identity.signIn(username);
    expect(await complete(token)).toBeUndefined();
    await expect(identity.signIn(username)).rejects.toMatchObject({ code: 'invalid-credentials' });
    await identity.signIn(username, NEW);
    const of = (type: string) => identity.facts(type, (data) => data.accountId === accountId);
    expect(await of(passwordResetRequested.type)).toEqual([{ actor: { kind: 'SELF' }, accountId, expiresAt: expect.any(String) }]);
    expect(await of(passwordChanged.type)).toEqual([{ actor: { kind: 'SELF', accountId }, accountId }]);
    const audit = await identity.database.collection('audit').find({ accountId }).sort({ number: 1 }).toArray();
    expect(audit.map(({ action }) => action).slice(-5)).toEqual(['password-reset.requested', 'session.started', 'password-reset.completed', 'sessions.ended', 'session.started']);
    expect(JSON.stringify(audit)).not.toMatch(new RegExp(`${token}|${NEW}`));
    expect((await accountOf(email)).version).toBe(version + 1);
  });

  it('is set once by one of many who come with the same token at the same moment over two instances', async () => {
    const { email, token } = await forgetful();
    const { _id: accountId } = await accountOf(email);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => complete(token, `Herbst-${n}${n}${n}${n}!`)));
    expect(answers.filter((refused) => refused === undefined)).toHaveLength(1);
    for (const refused of answers) expect([undefined, 'token-expired', 'service-unavailable']).toContain(refused?.code);
    expect(await identity.facts(passwordChanged.type, (data) => data.accountId === accountId)).toHaveLength(1);
  });

  it('would be set by several if neither the token were spent nor the password before compared', async () => {
    const { token } = await forgetful();
    const undo = identity.services.map(({ app }) => {
      const [store, accounts] = [app.get(PasswordResetStore), app.get(AccountStore)];
      const [spend, change] = [store.spend, accounts.changePassword.bind(accounts)];
      store.spend = async () => true;
      accounts.changePassword = async (judged, ...rest) => change((await accounts.find(judged.id))!, ...rest);
      return () => Object.assign(store, { spend }) && Object.assign(accounts, { changePassword: change });
    });
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => complete(token, `Herbst-${n}${n}${n}${n}!`)));
    undo.forEach((put) => put());
    expect(answers.filter((refused) => refused === undefined).length).toBeGreaterThan(1);
  });

  it('is asked for by nobody who is unknown: the answer is the same, and no mail is sent', async () => {
    const email = freshEmail();
    expect(await identity.ask(requestPasswordReset, { email, origin: ORIGIN })).toEqual({});
    expect(await identity.ask(requestPasswordReset, { username: freshUsername(), origin: ORIGIN })).toEqual({});
    expect(await identity.ask(requestUsernameReminder, { email, origin: ORIGIN })).toEqual({});
    await settled(email);
    expect([await mailsTo(email), await mailsTo(email, 'username-reminder')]).toEqual([[], []]);
  });

  it('asked for by username and by e-mail address is mailed three times an hour', async () => {
    const { form, username } = await identity.activated();
    for (let n = 0; n < 3; n++) {
      await identity.ask(requestPasswordReset, { email: form.email, origin: ORIGIN });
      await identity.ask(requestPasswordReset, { username, origin: ORIGIN });
    }
    await settled(form.email);
    await eventually(async () => expect(await identity.database.collection('deferred-requests').countDocuments({ 'payload.username': username })).toBe(0));
    expect(await mailsTo(form.email)).toHaveLength(3);
  });

  it('is mailed to its holder after a stranger in another network has used up a share', async () => {
    const { form } = await identity.activated();
    const ask = (ipPrefix: string) => identity.ask(requestPasswordReset, { email: form.email, origin: { ...ORIGIN, ipPrefix } });
    for (let n = 0; n < 5; n++) await ask('198.51.100.0/24');
    await settled(form.email);
    expect(await mailsTo(form.email)).toHaveLength(3);
    await ask('203.0.113.0/24');
    await eventually(async () => expect(await mailsTo(form.email)).toHaveLength(4));
  });

  it('of fifty accounts with the longest names fits into one delivery', async () => {
    const email = freshEmail();
    const longest = { firstName: '語'.repeat(80), lastName: '語'.repeat(80), company: '語'.repeat(120) };
    const accounts = Array.from({ length: 50 }, () => ({ ...invitedPartner(aPartner({ email, ...longest }), new Date()), status: 'ACTIVE' as const, passwordHashes: ['hash'], username: `${freshUsername()}${'語'.repeat(32)}`.slice(0, 32) }));
    await identity.database.collection<{ _id: string }>('accounts').insertMany(accounts.map(toDocument));
    await identity.ask(requestPasswordReset, { email, origin: ORIGIN });
    const [mail] = await eventually(async () => {
      const mails = await mailsTo(email);
      expect(mails).toHaveLength(1);
      return mails;
    });
    expect(passwordResetDelivery.secret.parse(mail) satisfies SecretOf<typeof passwordResetDelivery>).toMatchObject({ to: email });
    expect(mail!.accounts).toHaveLength(50);
    const row = (await identity.outbox(passwordResetDelivery.type)).find(({ _id }) => _id === mail!.id)!;
    const { data } = JSON.parse(row.payload) as { data: object };
    expect(DeliveryData.safeParse({ ...data, secret: row.secret }).success).toBe(true);
    expect(row.secret!.length).toBeGreaterThan(16_384);
  });
});

describe('a forgotten username', () => {
  it('is mailed to the address that the account has', async () => {
    const { form, username } = await identity.activated(freshUsername(), PASSWORD);
    await identity.ask(requestUsernameReminder, { email: form.email, origin: ORIGIN });
    await eventually(async () => expect((await mailsTo(form.email, 'username-reminder')).map(({ accounts }) => accounts.map((account) => account.username))).toEqual([[username]]));
    const { _id: accountId } = await accountOf(form.email);
    expect(await identity.facts(usernameReminderRequested.type, (data) => data.accountId === accountId)).toEqual([{ actor: { kind: 'SELF' }, accountId }]);
  });
});
