import { describe, expect, it } from '@jest/globals';
import { passwordChanged, sessionEnded } from '#libs/contracts';
import { deriveKey, ManualClock, newCall, type DomainError } from '#libs/kernel';
import { aForm, aPartner, freshEmail, freshUsername, ORIGIN } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { plainHash, PlainHasher } from '../../test/plain-hasher.js';
import { invitedMaster, type Account } from '../domain/account.js';
import { PasswordResetTokens } from '../domain/password-reset.js';
import { invitedPartner } from '../domain/sales-partner.js';
import { SessionTimes } from '../domain/session.js';
import { CompletePasswordResetUseCase } from './complete-password-reset.use-case.js';
import { NewPassword } from './new-password.js';
import { PasswordResets } from './password-resets.js';
import { SessionEnder } from './session-ender.js';

const HALF_AN_HOUR = 1_800_000;
const OLD = 'Sommer-2026!';
const NEW = 'Herbst-2026!';

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const { transactions, accounts, sessions } = stores;
  const passwords = new PlainHasher();
  const tokens = new PasswordResetTokens(deriveKey('secret', 'reset'), HALF_AN_HOUR);
  const resets = new PasswordResets(tokens, stores.passwordResets, accounts, clock);
  const useCase = new CompletePasswordResetUseCase(resets, passwords, new NewPassword(passwords), new SessionEnder(transactions, sessions, clock), transactions);
  const complete = (resetToken: string, newPassword = NEW) => useCase.execute({ resetToken, newPassword, origin: ORIGIN }, newCall(3_000));
  const refusal = (resetToken: string, newPassword = NEW) => complete(resetToken, newPassword).then(() => undefined, ({ code }: DomainError) => code);
  const tokenOf = async (account: Account) => {
    const { token, reset } = tokens.make(account, clock.now());
    await stores.passwordResets.add([reset]);
    return token;
  };
  /** Somebody with a password, and a token that resets it. */
  const someone = async (state: Partial<Account> = {}) => {
    const account = accounts.put({ ...invitedMaster(aForm(), clock.now()), status: 'ACTIVE', username: freshUsername(), passwordHashes: [plainHash(OLD)], ...state });
    return { account, token: await tokenOf(account) };
  };
  const found = async ({ id }: Account) => (await accounts.find(id))!;
  return { clock, stores, passwords, complete, refusal, someone, tokenOf, found };
}

describe('setting a forgotten password anew', () => {
  it('replaces the password, forgives wrong tries from everywhere, and tells it', async () => {
    const { clock, stores, complete, someone, found } = setUp();
    const { account, token } = await someone();
    expect(await complete(` ${token.toLowerCase()} `)).toEqual({});
    expect(await found(account)).toMatchObject({ passwordHashes: [plainHash(NEW), plainHash(OLD)], triesForgivenAt: clock.now(), status: 'ACTIVE', version: 2 });
    const actor = { kind: 'SELF', accountId: account.id };
    expect(stores.transactions.facts).toEqual([{ type: passwordChanged.type, subject: account.id, sequence: 2, data: { actor, accountId: account.id } }]);
    expect(stores.transactions.audits).toEqual([{ action: 'password-reset.completed', accountId: account.id, actor, origin: ORIGIN }]);
  });

  it('ends every session, because of the password', async () => {
    const { clock, stores, complete, someone } = setUp();
    const { account, token } = await someone();
    const start = { accountId: account.id, role: account.role, contactDataRequired: false, device: 'd', ipPrefix: 'p' };
    for (let n = 0; n < 3; n++) await stores.sessions.open(new SessionTimes(HALF_AN_HOUR, HALF_AN_HOUR, 0).start(start, clock.now()));
    await complete(token);
    expect(await stores.sessions.listAlive(account.id, clock.now(), { limit: 9 })).toEqual([]);
    const ended = stores.transactions.facts.filter(({ type }) => type === sessionEnded.type);
    expect(ended).toMatchObject(Array(3).fill({ data: { reason: 'PASSWORD', actor: { kind: 'SELF', accountId: account.id } } }));
  });

  it('takes a token once, also of several that were sent', async () => {
    const { refusal, someone, tokenOf } = setUp();
    const { account, token } = await someone();
    const other = await tokenOf(account);
    expect([await refusal(token), await refusal(token, 'Winter-2026!'), await refusal(other, 'Winter-2026!')]).toEqual([undefined, 'token-expired', 'token-expired']);
  });

  it('takes a token once, however many come at the same moment', async () => {
    const { stores, refusal, someone } = setUp();
    const { token } = await someone();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refusal(token)));
    expect(answers.filter((code) => code === undefined)).toHaveLength(1);
    expect(answers.filter((code) => code === 'token-expired')).toHaveLength(7);
    expect(stores.transactions.audits).toHaveLength(1);
  });

  it('knows an expired token from one that nobody made', async () => {
    const { clock, refusal, someone } = setUp();
    const { token } = await someone();
    clock.advance(HALF_AN_HOUR);
    expect([await refusal(token), await refusal(`${token.slice(0, -1)}-`), await refusal('ö\u0000'), await refusal('$ne')]).toEqual(['token-expired', 'token-invalid', 'token-invalid', 'token-invalid']);
  });

  it('hashes nothing for a token that is worth nothing', async () => {
    const { clock, passwords, refusal, someone } = setUp();
    const { token } = await someone();
    clock.advance(HALF_AN_HOUR);
    passwords.full = true;
    for (const worthless of [token, 'nonsense']) await refusal(worthless, 'kurz');
    expect([passwords.hashed, passwords.compared]).toEqual([0, []]);
  });

  it('keeps the token usable after a password that breaks the rules, one of the five newest among them', async () => {
    const { complete, someone } = setUp();
    const { token } = await someone({ passwordHashes: [plainHash(OLD), plainHash('Fruehling-2026')] });
    await expect(complete(token, 'kurz')).rejects.toMatchObject({ code: 'password-policy', errors: expect.arrayContaining([expect.objectContaining({ field: 'newPassword', rule: 'length' })]) });
    for (const old of [OLD, 'Fruehling-2026']) await expect(complete(token, old)).rejects.toMatchObject({ code: 'password-policy', errors: [{ field: 'newPassword', rule: 'history' }] });
    expect(await complete(token)).toEqual({});
  });

  it('keeps it usable when there is no room to hash', async () => {
    const { passwords, refusal, someone } = setUp();
    const { token } = await someone();
    passwords.full = true;
    expect(await refusal(token)).toBe('service-unavailable');
    passwords.full = false;
    expect(await refusal(token)).toBeUndefined();
  });

  it('asks digits of a sales partner in the OTP procedure', async () => {
    const { clock, stores, complete, tokenOf } = setUp();
    const account = stores.accounts.put({ ...invitedPartner(aPartner(), clock.now()), status: 'ACTIVE', username: freshUsername(), passwordHashes: [plainHash('12345678')] });
    const token = await tokenOf(account);
    await expect(complete(token)).rejects.toMatchObject({ code: 'password-policy', errors: [{ field: 'newPassword', rule: 'digits-only' }] });
    expect(await complete(token, '58203917')).toEqual({});
  });

  it('unlocks no locked account', async () => {
    const { complete, someone, found } = setUp();
    const { account, token } = await someone({ status: 'LOCKED', lockedBy: ['SUPPORT'] });
    await complete(token);
    expect(await found(account)).toMatchObject({ status: 'LOCKED', lockedBy: ['SUPPORT'], passwordHashes: [plainHash(NEW), plainHash(OLD)] });
  });

  it('is refused when the password was changed while the new one was hashed', async () => {
    const { stores, passwords, refusal, someone, found } = setUp();
    const { account, token } = await someone();
    const hash = passwords.hash.bind(passwords);
    passwords.hash = async (password) => {
      stores.accounts.put({ ...account, passwordHashes: [plainHash('Winter-2026!')] });
      return hash(password);
    };
    expect(await refusal(token)).toBe('token-expired');
    expect(await found(account)).toMatchObject({ passwordHashes: [plainHash('Winter-2026!')] });
  });

  it('is refused when the e-mail address was changed while the new one was hashed, and changes nothing', async () => {
    const { stores, passwords, refusal, someone, found } = setUp();
    const { account, token } = await someone();
    const hash = passwords.hash.bind(passwords);
    passwords.hash = async (password) => {
      stores.accounts.put({ ...account, email: freshEmail() });
      return hash(password);
    };
    expect(await refusal(token)).toBe('token-expired');
    expect(await found(account)).toMatchObject({ passwordHashes: [plainHash(OLD)], version: account.version });
    expect([stores.transactions.facts, stores.transactions.audits]).toEqual([[], []]);
  });
});
