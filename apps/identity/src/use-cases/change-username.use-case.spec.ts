import { describe, expect, it } from '@jest/globals';
import { usernameChanged } from '#libs/contracts';
import { deriveKey, DomainError, ManualClock, newCall, Turns } from '#libs/kernel';
import { aForm, freshUsername, ORIGIN } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { plainHash, PlainHasher } from '../../test/plain-hasher.js';
import { invitedMaster, type Account } from '../domain/account.js';
import { SessionTimes } from '../domain/session.js';
import { ThrottleKeys } from '../domain/sign-in-throttle.js';
import { ChangeUsernameUseCase } from './change-username.use-case.js';
import { CurrentPassword } from './current-password.js';
import { SignInThrottleGuard } from './sign-in-throttle-guard.js';

const PASSWORD = 'Sommer-2026!';
const DAY = 24 * 3_600_000;

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const passwords = new PlainHasher();
  const guard = new SignInThrottleGuard(new ThrottleKeys(deriveKey('secret', 'throttle')), stores.throttle, clock);
  const useCase = new ChangeUsernameUseCase(new CurrentPassword(stores.accounts, passwords, guard, clock, new Turns()), stores.accounts, stores.transactions, clock);
  const signedIn = async (more: Partial<Account> = {}) => {
    const account = stores.accounts.put({ ...invitedMaster(aForm(), clock.now()), status: 'ACTIVE', contactDataComplete: true, username: freshUsername(), passwordHashes: [plainHash(PASSWORD)], ...more });
    const session = new SessionTimes(1e12, 1e12, 0).start({ accountId: account.id, role: account.role, contactDataRequired: false, ...ORIGIN }, clock.now());
    await stores.sessions.open(session);
    const rename = (newUsername: string, currentPassword = PASSWORD) =>
      useCase.execute({ accountId: account.id, sessionId: session.id, newUsername, currentPassword, origin: ORIGIN }, newCall(3_000));
    const refusal = (...args: Parameters<typeof rename>) => rename(...args).then(() => undefined, (error: DomainError) => error);
    const found = async () => (await stores.accounts.find(account.id))!;
    return { account, sessionId: session.id, rename, refusal, found };
  };
  return { clock, stores, passwords, signedIn };
}

describe('changing the username', () => {
  it('puts the new one in force, answers the account, and tells it once by ids only', async () => {
    const { stores, signedIn } = setUp();
    const { account, rename, found } = await signedIn();
    expect(await rename(' neue.anna ')).toMatchObject({ id: account.id, username: 'neue.anna', requiredActions: [] });
    expect(await found()).toEqual({ ...account, username: 'neue.anna', version: 2 });
    const actor = { kind: 'SELF', accountId: account.id };
    expect(stores.transactions.facts).toEqual([{ type: usernameChanged.type, subject: account.id, sequence: 2, data: { actor, accountId: account.id } }]);
    expect(stores.transactions.audits).toEqual([{ action: 'username.changed', accountId: account.id, actor, origin: ORIGIN }]);
  });

  it('names every broken rule, and counts no try for it', async () => {
    const { signedIn, passwords } = setUp();
    const { account, refusal, found } = await signedIn();
    for (let n = 0; n < 10; n++) expect(await refusal('a b', 'falsch')).toMatchObject({ code: 'validation-failed', errors: [{ field: 'newUsername', rule: 'length' }, { field: 'newUsername', rule: 'alphabet' }] });
    expect([passwords.compared, await found()]).toEqual([[], account]);
  });

  it('needs the right current password', async () => {
    const { signedIn } = setUp();
    const { account, refusal, found } = await signedIn();
    expect((await refusal(freshUsername(), 'falsch'))?.code).toBe('current-password-wrong');
    expect(await found()).toEqual(account);
  });

  it.each(['neu.SOMMER-2026.x', 'mmer-202'])('is held to the rule that username and password share nothing: %s', async (newUsername) => {
    const { signedIn } = setUp();
    const { refusal, found, account } = await signedIn({ passwordHashes: [plainHash('Sommer-2026')] });
    expect(await refusal(newUsername, 'Sommer-2026')).toMatchObject({ code: 'password-policy', errors: [{ field: 'newUsername', rule: 'username' }] });
    expect(await found()).toEqual(account);
  });

  it('is told nothing of that rule without the right password', async () => {
    const { signedIn } = setUp();
    const { refusal } = await signedIn();
    expect((await refusal('falsch-1', 'falsch-1'))?.code).toBe('current-password-wrong');
  });

  it('refuses a name that somebody has, and one that somebody gave up less than 90 days ago', async () => {
    const { signedIn, clock } = setUp();
    const [anna, bernd] = [await signedIn(), await signedIn()];
    expect((await bernd.refusal(anna.account.username!.toUpperCase()))?.code).toBe('username-taken');
    await anna.rename('neue.anna');
    expect((await bernd.refusal(anna.account.username!))?.code).toBe('username-taken');
    clock.advance(90 * DAY);
    expect((await bernd.rename(anna.account.username!)).username).toBe(anna.account.username);
  });

  it('gives the former owner the former name back at once', async () => {
    const { signedIn } = setUp();
    const { account, rename } = await signedIn();
    await rename('neue.anna');
    expect((await rename(account.username!)).username).toBe(account.username);
    expect((await rename('neue.anna')).username).toBe('neue.anna');
  });

  it('allows one\u2019s own name in another spelling, and makes no change of the same', async () => {
    const { signedIn, stores } = setUp();
    const { account, rename } = await signedIn();
    expect((await rename(account.username!)).username).toBe(account.username);
    expect(stores.transactions.facts).toEqual([]);
    expect((await rename(account.username!.toUpperCase())).username).toBe(account.username!.toUpperCase());
    expect(stores.transactions.facts).toHaveLength(1);
  });

  it('changes nothing when the password was changed, or the session ended, before it was written', async () => {
    const { signedIn, stores, clock } = setUp();
    const [changed, ended] = [await signedIn(), await signedIn()];
    const run = stores.transactions.run.bind(stores.transactions);
    stores.transactions.run = async (call, work) => {
      stores.accounts.put({ ...changed.account, passwordHashes: [plainHash('Herbst-2026!')] });
      await stores.sessions.end(ended.sessionId, 'PASSWORD', clock.now());
      return run(call, work);
    };
    expect([(await changed.refusal('neue.anna'))?.code, (await ended.refusal('neue.bertha'))?.code]).toEqual(['current-password-wrong', 'token-invalid']);
    expect([(await changed.found()).username, await ended.found(), stores.transactions.facts]).toEqual([changed.account.username, ended.account, []]);
  });

  it('tells whoever was locked out before it was written that they are signed out, not that the password was wrong', async () => {
    const { signedIn, stores, clock } = setUp();
    const { account, sessionId, refusal } = await signedIn();
    const run = stores.transactions.run.bind(stores.transactions);
    stores.transactions.run = async (call, work) => {
      stores.accounts.put({ ...account, status: 'LOCKED', lockedBy: ['OPERATOR'] });
      await stores.sessions.end(sessionId, 'LOCKED', clock.now());
      return run(call, work);
    };
    expect((await refusal('neue.anna'))?.code).toBe('token-invalid');
  });
});
