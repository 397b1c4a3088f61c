import { describe, expect, it } from '@jest/globals';
import { passwordChanged, sessionEnded } from '#libs/contracts';
import { deriveKey, DomainError, ManualClock, newCall, Turns } from '#libs/kernel';
import { aForm, freshUsername, ORIGIN } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { plainHash, PlainHasher } from '../../test/plain-hasher.js';
import { invitedMaster, type Account } from '../domain/account.js';
import { SessionTimes } from '../domain/session.js';
import { ThrottleKeys } from '../domain/sign-in-throttle.js';
import { ChangePasswordUseCase } from './change-password.use-case.js';
import { CurrentPassword } from './current-password.js';
import { NewPassword } from './new-password.js';
import { SessionEnder } from './session-ender.js';
import { SignInThrottleGuard } from './sign-in-throttle-guard.js';

const FIRST = 'Eins-1111';

async function setUp(more: Partial<Account> = {}) {
  const clock = new ManualClock();
  const stores = memoryStores();
  const passwords = new PlainHasher();
  const guard = new SignInThrottleGuard(new ThrottleKeys(deriveKey('secret', 'throttle')), stores.throttle, clock);
  const current = new CurrentPassword(stores.accounts, passwords, guard, clock, new Turns());
  const ender = new SessionEnder(stores.transactions, stores.sessions, clock);
  const useCase = new ChangePasswordUseCase(current, new NewPassword(passwords), stores.transactions, stores.accounts, ender);
  const account = stores.accounts.put({ ...invitedMaster(aForm(), clock.now()), status: 'ACTIVE', username: freshUsername(), passwordHashes: [plainHash(FIRST)], ...more });
  const open = async () => {
    const session = new SessionTimes(3_600_000, 3_600_000, 0).start({ accountId: account.id, role: account.role, contactDataRequired: false, ...ORIGIN }, clock.now());
    await stores.sessions.open(session);
    return session.id;
  };
  const sessionId = await open();
  const change = (currentPassword: string, newPassword: string, from = sessionId) =>
    useCase.execute({ accountId: account.id, sessionId: from, currentPassword, newPassword, newPasswordRepeat: newPassword, origin: ORIGIN }, newCall(3_000));
  const refusal = (...args: Parameters<typeof change>) => change(...args).then(() => undefined, (error: DomainError) => error);
  const found = async () => (await stores.accounts.find(account.id))!;
  return { clock, stores, passwords, account, sessionId, open, change, refusal, found };
}

describe('changing the password', () => {
  it('puts the new one in force, tells it once and without a word of it, and keeps the session', async () => {
    const { stores, account, sessionId, change, found, clock } = await setUp();
    expect(await change(FIRST, 'Zwei-2222')).toEqual({});
    expect(await found()).toMatchObject({ version: 2, passwordHashes: [plainHash('Zwei-2222'), plainHash(FIRST)] });
    const actor = { kind: 'SELF', accountId: account.id };
    expect(stores.transactions.facts).toEqual([{ type: passwordChanged.type, subject: account.id, sequence: 2, data: { actor, accountId: account.id } }]);
    expect(stores.transactions.audits).toEqual([{ action: 'password.changed', accountId: account.id, actor, origin: ORIGIN }]);
    expect((await stores.sessions.listAlive(account.id, clock.now(), { limit: 5 })).map(({ id }) => id)).toEqual([sessionId]);
  });

  it('ends all other sessions with it', async () => {
    const { stores, account, sessionId, open, change, clock } = await setUp();
    const others = [await open(), await open()];
    await change(FIRST, 'Zwei-2222');
    expect((await stores.sessions.listAlive(account.id, clock.now(), { limit: 5 })).map(({ id }) => id)).toEqual([sessionId]);
    const actor = { kind: 'SELF', accountId: account.id };
    const ended = stores.transactions.facts.filter(({ type }) => type === sessionEnded.type);
    expect(ended.map(({ data }) => data)).toEqual(expect.arrayContaining(others.map((id) => ({ actor, accountId: account.id, sessionId: id, reason: 'PASSWORD' }))));
    expect(stores.transactions.audits.at(-1)).toMatchObject({ action: 'sessions.ended', actor, origin: ORIGIN, details: { reason: 'PASSWORD' } });
  });

  it('goes back to the first one after five changes, and not before', async () => {
    const { change, refusal } = await setUp();
    const all = [FIRST, 'Zwei-2222', 'Drei-3333', 'Vier-4444', 'Fuenf-5555', 'Sechs-6666'];
    for (let n = 1; n < all.length; n++) {
      expect(await refusal(all[n - 1]!, FIRST)).toMatchObject({ code: 'password-policy', errors: [{ field: 'newPassword', rule: 'history' }] });
      await change(all[n - 1]!, all[n]!);
    }
    await change(all.at(-1)!, FIRST);
  });

  it('names every broken rule and changes nothing', async () => {
    const { stores, account, refusal, found } = await setUp({ username: 'anna.muster' });
    expect((await refusal(FIRST, 'muster'))?.errors?.map(({ field, rule }) => `${field} ${rule}`)).toEqual(['newPassword length', 'newPassword digit', 'newPassword special', 'newPassword username']);
    expect([await found(), stores.transactions.facts]).toEqual([account, []]);
  });

  it('judges the new one only for whoever knows the current one', async () => {
    const { refusal, passwords } = await setUp();
    expect((await refusal('falsch', 'x'))?.toJSON()).toEqual({ code: 'current-password-wrong', kind: 'invalid' });
    expect(passwords.compared).toHaveLength(1);
  });

  it('costs six hashes at most', async () => {
    const { change, passwords } = await setUp({ passwordHashes: [FIRST, 'b', 'c', 'd', 'e'].map(plainHash) });
    await change(FIRST, 'Zwei-2222');
    expect(passwords.compared.length + passwords.hashed).toBe(6);
  });

  it('holds a partner in the OTP procedure to digits', async () => {
    const { change, refusal } = await setUp({ role: 'SALES_PARTNER', otpProcedure: true, passwordHashes: [plainHash('12345678')] });
    expect((await refusal('12345678', 'Zwei-2222'))?.errors).toEqual([{ field: 'newPassword', rule: 'digits-only' }]);
    await change('12345678', '87654321');
  });

  it.each([['the same session', 'current-password-wrong'], ['two sessions', 'token-invalid']])('of two at the same moment from %s lets one win, and tells the other: %s', async (from, code) => {
    const { open, sessionId, change, found } = await setUp();
    const other = from === 'two sessions' ? await open() : sessionId;
    const answers = await Promise.allSettled([change(FIRST, 'Zwei-2222'), change(FIRST, 'Drei-3333', other)]);
    expect(answers).toEqual([{ status: 'fulfilled', value: {} }, { status: 'rejected', reason: expect.objectContaining({ code }) }]);
    expect((await found()).passwordHashes).toEqual([plainHash('Zwei-2222'), plainHash(FIRST)]);
  });

  it('tells whoever was locked out while hashes were computed that they are signed out, not that the password was wrong', async () => {
    const { stores, passwords, account, sessionId, refusal, clock } = await setUp();
    passwords.hash = async (password) => {
      stores.accounts.put({ ...account, status: 'LOCKED', lockedBy: ['OPERATOR'] });
      await stores.sessions.end(sessionId, 'LOCKED', clock.now());
      return plainHash(password);
    };
    stores.accounts.changePassword = async () => undefined;
    expect((await refusal(FIRST, 'Zwei-2222'))?.code).toBe('token-invalid');
  });

  it('changes nothing for a session that ended while hashes were computed', async () => {
    const { stores, passwords, account, sessionId, refusal, found, clock } = await setUp();
    passwords.hash = async (password) => {
      await stores.sessions.end(sessionId, 'REVOKED', clock.now());
      return plainHash(password);
    };
    expect((await refusal(FIRST, 'Zwei-2222'))?.code).toBe('token-invalid');
    expect([await found(), stores.transactions.facts, stores.transactions.audits]).toEqual([account, [], []]);
  });
});
