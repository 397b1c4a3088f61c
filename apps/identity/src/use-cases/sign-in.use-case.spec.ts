import { describe, expect, it } from '@jest/globals';
import { sessionEnded, sessionStarted } from '#libs/contracts';
import { deriveKey, DomainError, ManualClock, newCall } from '#libs/kernel';
import { aForm, freshUsername, ORIGIN } from '../../test/builders.js';
import { OpenSealer } from '../../test/open-sealer.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { PlainHasher } from '../../test/plain-hasher.js';
import { invitedMaster, type AccountStatus } from '../domain/account.js';
import { SignInCodes } from '../domain/one-time-digits.js';
import { RefreshTokens } from '../domain/refresh-token.js';
import { SessionTimes } from '../domain/session.js';
import { ThrottleKeys } from '../domain/sign-in-throttle.js';
import { DigitsSender } from './digits-sender.js';
import { SessionEnder } from './session-ender.js';
import { SessionOpener } from './session-opener.js';
import { SignInChallenger } from './sign-in-challenger.js';
import { SignInCompletion } from './sign-in-completion.js';
import { SignInThrottleGuard } from './sign-in-throttle-guard.js';
import { SignInUseCase } from './sign-in.use-case.js';

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const passwords = new PlainHasher();
  const guard = new SignInThrottleGuard(new ThrottleKeys(deriveKey('secret', 'throttle')), stores.throttle, clock);
  const opener = new SessionOpener(stores.sessions, new SessionTimes(7_200_000, 43_200_000, 10_000), new RefreshTokens(deriveKey('secret', 'refresh')), clock, new SessionEnder(stores.transactions, stores.sessions, clock));
  const completion = new SignInCompletion(stores.accounts, opener, stores.transactions, guard);
  const codes = new SignInCodes(deriveKey('secret', 'sign-in-code'), 300_000);
  const challenger = new SignInChallenger(stores.transactions, stores.challenges, codes, new DigitsSender(stores.quotas, new OpenSealer()), clock);
  const useCase = new SignInUseCase(guard, stores.accounts, passwords, completion, challenger);
  const signIn = async (username: string, password = 'right') => {
    const answer = await useCase.execute({ username, password, origin: ORIGIN }, newCall(3_000));
    if ('challengeId' in answer) throw new Error('a one-time code is asked for');
    return answer;
  };
  const account = async (status: AccountStatus = 'ACTIVE') => {
    const username = freshUsername();
    const made = { ...invitedMaster(aForm(), clock.now()), status, username, passwordHashes: ['hash of right'] };
    await stores.accounts.add(made);
    return made;
  };
  return { clock, stores, guard, passwords, signIn, account };
}

describe('signing in', () => {
  it('opens a session, notes it, and tells it once', async () => {
    const { stores, signIn, account, clock } = setUp();
    const { id, username } = await account();
    const opened = await signIn(username);
    expect(await stores.sessions.find(opened.sessionId)).toMatchObject({ accountId: id, generation: 1, device: ORIGIN.device });
    expect((await stores.accounts.find(id))?.lastLoginAt).toEqual(clock.now());
    expect(stores.transactions.facts.map(({ type, sequence }) => [type, sequence])).toEqual([[sessionStarted.type, 1]]);
    expect(stores.transactions.audits).toMatchObject([{ action: 'session.started', accountId: id }]);
  });

  it('compares something even when nobody has the username', async () => {
    const { passwords, signIn } = setUp();
    await expect(signIn(freshUsername())).rejects.toThrow('invalid-credentials');
    expect(passwords.compared).toEqual([undefined]);
  });

  it('treats a closed account like an unknown one', async () => {
    const { passwords, signIn, account } = setUp();
    await expect(signIn((await account('CLOSED')).username)).rejects.toThrow('invalid-credentials');
    expect(passwords.compared).toEqual([undefined]);
  });

  it('tells of the lock only to whoever has the right password', async () => {
    const { signIn, account } = setUp();
    const { username } = await account('LOCKED');
    await expect(signIn(username, 'wrong')).rejects.toThrow('invalid-credentials');
    await expect(signIn(username)).rejects.toThrow('account-locked');
  });

  it('compares nothing during a pause, not even the right password', async () => {
    const { clock, passwords, signIn, account } = setUp();
    const { username } = await account();
    for (let n = 0; n < 5; n++) await expect(signIn(username, 'wrong')).rejects.toThrow('invalid-credentials');
    await expect(signIn(username)).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 2 } });
    expect(passwords.compared).toHaveLength(5);
    clock.advance(2_000);
    await signIn(username);
  });

  it('begins to count anew after a success', async () => {
    const { clock, signIn, account } = setUp();
    const { username } = await account();
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await expect(signIn(username, 'wrong')).rejects.toThrow('invalid-credentials');
      await signIn(username);
      clock.advance(1);
    }
  });

  it('pauses nobody whose wrong tries were forgiven, wherever they were made and however many there were', async () => {
    const { clock, stores, guard, signIn, account } = setUp();
    const made = await account();
    for (let n = 0; n < 5; n++) await expect(signIn(made.username, 'wrong')).rejects.toThrow('invalid-credentials');
    for (let n = 0; n < 900; n++) await guard.countFailure(made.username, made);
    await expect(signIn(made.username)).rejects.toThrow('too-many-attempts');
    stores.accounts.put({ ...made, triesForgivenAt: clock.now() });
    clock.advance(1);
    for (let n = 0; n < 4; n++) await expect(signIn(made.username, 'wrong')).rejects.toThrow('invalid-credentials');
    await signIn(made.username);
  });

  it('counts nothing when there is no room to hash', async () => {
    const { passwords, signIn, account } = setUp();
    const { username } = await account();
    passwords.full = true;
    for (let n = 0; n < 20; n++) await expect(signIn(username, 'wrong')).rejects.toThrow('service-unavailable');
    passwords.full = false;
    await signIn(username);
  });

  it('counts no try with the right password that ended in an outage', async () => {
    const { stores, signIn, account } = setUp();
    const { username } = await account();
    const run = stores.transactions.run.bind(stores.transactions);
    stores.transactions.run = () => Promise.reject(new DomainError('service-unavailable'));
    for (let n = 0; n < 10; n++) await expect(signIn(username)).rejects.toThrow('service-unavailable');
    stores.transactions.run = run;
    await signIn(username);
  });

  it('lets nobody in who was locked while the password was compared', async () => {
    const { stores, passwords, signIn, account } = setUp();
    const locked = await account();
    const verify = passwords.verify.bind(passwords);
    passwords.verify = async (hash, password) => {
      const isRight = await verify(hash, password);
      stores.accounts.put({ ...locked, status: 'LOCKED' });
      return isRight;
    };
    await expect(signIn(locked.username)).rejects.toThrow('invalid-credentials');
    expect(stores.transactions.facts).toEqual([]);
  });

  it('ends the oldest sessions of an account that has very many', async () => {
    const { clock, stores, signIn, account } = setUp();
    const { id, username } = await account();
    const first = await signIn(username);
    for (let n = 2; n < 110; n++) await signIn(username);
    expect(stores.transactions.facts.filter(({ type }) => type === sessionEnded.type)).toEqual([]);
    await signIn(username);
    expect(await stores.sessions.listAlive(id, clock.now(), { limit: 500 })).toHaveLength(100);
    expect(await stores.sessions.find(first.sessionId)).toMatchObject({ endReason: 'REVOKED' });
    const ended = stores.transactions.facts.filter(({ type }) => type === sessionEnded.type);
    expect(ended).toHaveLength(10);
    expect(ended[0]).toMatchObject({ sequence: 2, data: { reason: 'REVOKED', actor: { kind: 'SYSTEM' } } });
  });

  it('asks for no contact data that were completed while the password was compared', async () => {
    const { stores, passwords, signIn, account } = setUp();
    const completed = await account();
    const verify = passwords.verify.bind(passwords);
    passwords.verify = async (hash, password) => {
      stores.accounts.put({ ...completed, contactDataComplete: true });
      return verify(hash, password);
    };
    const opened = await signIn(completed.username);
    expect(opened.requiredActions).toEqual([]);
    expect((await stores.sessions.find(opened.sessionId))?.contactDataRequired).toBe(false);
  });
});
