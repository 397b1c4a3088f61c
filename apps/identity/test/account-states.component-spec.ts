import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountClosed, accountLocked, accountUnlocked, checkActivationCode, checkSession, closeAccount, completeActivation, completeSignIn, confirmEmail,
  lockAccount, refreshSession, register, salesPartnerOnboarded, signIn, unlockAccount, updateContactData, type CommandContract, type RequestInput,
} from '#libs/contracts';
import { newCall, newId, type DomainError } from '#libs/kernel';
import { BusClient } from '#libs/messaging';
import { createLogger } from '#libs/observability';
import { patiently } from '#libs/testing';
import { invitedMaster } from '../src/domain/account.js';
import { toDocument, type AccountDocument } from '../src/storage/account.schema.js';
import { aForm, aPartner, contactDataOf, freshEmail, freshUsername, ORIGIN, PASSWORD } from './builders.js';
import { crmFact } from './crm.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const REASON = 'Notebook gestohlen, Anruf von Frau Muster';
const DIGITS = '58203917';
const identity = new IdentityFixture();
let operator: BusClient;
beforeAll(async () => {
  await identity.start({ instances: 2 });
  operator = new BusClient(await identity.link('operator'), createLogger({ service: 'test', level: 'silent' }));
});
afterAll(() => identity.stop());

const accounts = () => identity.database.collection<AccountDocument>('accounts');
const idOf = async (email: string) => (await accounts().findOne({ email, status: { $ne: 'CLOSED' } }))!._id;
const act = <C extends CommandContract>(command: C, request: RequestInput<C>) => operator.ask(command, request, newCall(10_000));
const lock = (lockedId: string) => act(lockAccount, { lockedId, reason: REASON });
const unlock = (unlockedId: string) => act(unlockAccount, { unlockedId, reason: REASON });
const close = (closedId: string, confirm: string) => act(closeAccount, { closedId, confirm, reason: REASON });
const codeOf = (work: Promise<unknown>) => work.then(() => undefined, (error: DomainError) => error.code);
const enter = (username: string, password = PASSWORD) => codeOf(identity.ask(signIn, { username, password, origin: ORIGIN }));
const of = (accountId: string) => (data: Record<string, unknown>) => data.accountId === accountId;

async function active() {
  const { form, username } = await identity.activated();
  const opened = await identity.signIn(username);
  return { form, username, opened, id: opened.accountId };
}

describe('an account that an operator locks', () => {
  it('is signed out everywhere, tells only whoever knows the password, and goes on where it was when it is unlocked', async () => {
    const { username, opened, id } = await active();
    expect(await lock(id)).toMatchObject({ id, status: 'LOCKED' });
    expect(await identity.ask(checkSession, callerOf(opened))).toMatchObject({ alive: false });
    expect(await codeOf(identity.ask(refreshSession, { refreshToken: opened.refreshToken, origin: ORIGIN }))).toBe('token-invalid');
    expect([await enter(username), await enter(username, 'Winter-2026!')]).toEqual(['account-locked', 'invalid-credentials']);
    expect([(await lock(id)).status, (await unlock(id)).status, await enter(username)]).toEqual(['LOCKED', 'ACTIVE', undefined]);
    const told = await Promise.all([accountLocked, accountUnlocked].map(({ type }) => identity.facts(type, of(id))));
    const fact = { role: 'MASTER_ADMINISTRATOR', reason: 'OPERATOR', actor: { kind: 'OPERATOR' } };
    expect(told).toEqual([[expect.objectContaining(fact)], [expect.objectContaining(fact)]]);
    const rows = await identity.database.collection('audit').find({ accountId: id, action: /^account\.(un)?locked$/ }).sort({ _id: 1 }).toArray();
    expect(rows.map(({ action, details }) => [action, details.reason])).toEqual([['account.locked', REASON], ['account.locked', REASON], ['account.unlocked', REASON]]);
  });

  it('has no living session afterwards, however many sign in at the same moment', async () => {
    const { username, id } = await active();
    const entered = Array.from({ length: 6 }, () => enter(username));
    await lock(id);
    await Promise.all(entered);
    expect(await identity.database.collection('sessions').countDocuments({ accountId: id, endedAt: { $exists: false } })).toBe(0);
  });

  it('may be of any role that is activated, and exists', async () => {
    const { form } = await identity.invited();
    const refused = await Promise.all([lock(await idOf(form.email)), lock(newId()), unlock(newId()), close(newId(), form.email)].map(codeOf));
    expect(refused).toEqual(['not-found', 'not-found', 'not-found', 'not-found']);
  });
});

describe('a sign-in in the OTP procedure that waits for its code', () => {
  async function challenged() {
    const partner = aPartner();
    await crmFact(await identity.link('harness'), salesPartnerOnboarded, partner);
    const activationToken = await identity.activationToken(await identity.codeFor(partner.email));
    const username = freshUsername();
    await identity.ask(completeActivation, { activationToken, username, password: DIGITS, origin: ORIGIN });
    const answer = await identity.ask(signIn, { username, password: DIGITS, origin: ORIGIN });
    if (!('challengeId' in answer)) throw new Error('no challenge');
    const code = await identity.codeFor(partner.email, 1, 'otp-code');
    return { id: await idOf(partner.email), username, complete: () => codeOf(identity.ask(completeSignIn, { challengeId: answer.challengeId, code, origin: ORIGIN })) };
  }

  it('opens nothing once the account is locked or closed', async () => {
    const [one, other] = [await challenged(), await challenged()];
    await lock(one.id);
    await close(other.id, other.username);
    expect([await one.complete(), await other.complete()]).toEqual(['account-locked', 'code-invalid']);
  });
});

describe('an account that an operator closes', () => {
  it('is to everybody as one that never was, keeps its username and frees its address', async () => {
    const { form, username, opened, id } = await active();
    expect(await close(id, username.toUpperCase())).toMatchObject({ id, status: 'CLOSED' });
    expect(await identity.ask(checkSession, callerOf(opened))).toMatchObject({ alive: false });
    expect(await enter(username)).toBe('invalid-credentials');
    expect([await codeOf(lock(id)), await codeOf(unlock(id)), (await close(id, username)).status]).toEqual(['not-found', 'not-found', 'CLOSED']);
    expect(await identity.facts(accountClosed.type, of(id))).toEqual([expect.objectContaining({ reason: 'OPERATOR' })]);
    await identity.ask(register, { ...form, origin: ORIGIN });
    const activationToken = await identity.activationToken(await identity.codeFor(form.email, 2));
    expect(await codeOf(identity.ask(completeActivation, { activationToken, username, password: PASSWORD, origin: ORIGIN }))).toBe('username-taken');
    expect(await idOf(form.email)).not.toBe(id);
  });

  it('while it is invited has no code and no activation any more', async () => {
    const { form, code } = await identity.invited();
    const activationToken = await identity.activationToken(code);
    await close(await idOf(form.email), ` ${form.email.toUpperCase()}`);
    expect((await identity.refusal(checkActivationCode, { activationCode: code, origin: ORIGIN }))?.toJSON()).toEqual({ code: 'code-expired', kind: 'gone', params: { hotline: '0800 33 55540' } });
    expect(await codeOf(identity.ask(completeActivation, { activationToken, username: freshUsername(), password: PASSWORD, origin: ORIGIN }))).toBe('token-expired');
  });

  it('shows no code as valid that was made while it was closed', async () => {
    const { form, code } = await identity.invited();
    const id = await idOf(form.email);
    await close(id, form.email);
    await identity.database.collection('activation-codes').updateMany({ accountId: id }, { $unset: { replacedAt: 1 } });
    expect((await identity.refusal(checkActivationCode, { activationCode: code, origin: ORIGIN }))?.code).toBe('code-expired');
  });

  it('waits for no new address any more', async () => {
    const { form, username, opened, id } = await active();
    const email = freshEmail();
    await identity.ask(updateContactData, { ...callerOf(opened), origin: ORIGIN, ...contactDataOf(form, { email }) });
    const confirmationCode = await identity.codeFor(email, 1, 'email-confirmation');
    await close(id, username);
    expect(await codeOf(identity.ask(confirmEmail, { ...callerOf(opened), confirmationCode, origin: ORIGIN }))).toBe('token-invalid');
    expect(await accounts().findOne({ _id: id })).toMatchObject({ status: 'CLOSED', email: form.email });
    expect(await identity.database.collection<{ _id: string }>('email-changes').findOne({ _id: id })).toBeNull();
  });

  it('is the one that is named twice, or none', async () => {
    const { form, opened, id } = await active();
    expect(await operator.ask(closeAccount, { closedId: id, confirm: form.email, reason: REASON }, newCall(10_000)).catch((error: DomainError) => error.errors)).toEqual([{ field: 'confirm', rule: 'mismatch' }]);
    expect(await identity.ask(checkSession, callerOf(opened))).toMatchObject({ alive: true });
  });

  it('leaves a thousand sub-administrators without a superior, each told so, within the time of one request', async () => {
    const closedAboveMany = async () => {
      const { username, id } = await active();
      const below = Array.from({ length: 1_000 }, () => toDocument({ ...invitedMaster(aForm(), new Date()), role: 'SUB_ADMINISTRATOR', superiorId: id }));
      await accounts().insertMany(below);
      await operator.ask(closeAccount, { closedId: id, confirm: username, reason: REASON }, newCall(closeAccount.timeoutMs));
      return below.map(({ _id }) => _id);
    };
    // What else the machine does only adds to the time: the quickest of three counts, and nothing but time may refuse it.
    const ids = await patiently(closedAboveMany, 2);
    expect(await accounts().countDocuments({ _id: { $in: ids }, status: 'INVITED', version: 2, superiorId: { $exists: false } })).toBe(1_000);
    expect(await identity.database.collection('audit').countDocuments({ accountId: { $in: ids }, action: 'superior.left', actor: { kind: 'OPERATOR' } })).toBe(1_000);
  });
});
