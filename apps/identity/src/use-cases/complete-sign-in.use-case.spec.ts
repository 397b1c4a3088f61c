import { describe, expect, it } from '@jest/globals';
import { oneTimeCodeRequested, otpCodeDelivery, sessionStarted } from '#libs/contracts';
import { deriveKey, DomainError, ManualClock, newCall, newId } from '#libs/kernel';
import { aPartner, freshUsername, ORIGIN } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { OpenSealer } from '../../test/open-sealer.js';
import { PlainHasher } from '../../test/plain-hasher.js';
import { SignInCodes } from '../domain/one-time-digits.js';
import { RefreshTokens } from '../domain/refresh-token.js';
import { invitedPartner } from '../domain/sales-partner.js';
import { SessionTimes } from '../domain/session.js';
import { ThrottleKeys } from '../domain/sign-in-throttle.js';
import { CompleteSignInUseCase } from './complete-sign-in.use-case.js';
import { DigitsSender } from './digits-sender.js';
import { SessionEnder } from './session-ender.js';
import { SessionOpener } from './session-opener.js';
import { SignInChallenger } from './sign-in-challenger.js';
import { SignInCompletion } from './sign-in-completion.js';
import { SignInThrottleGuard } from './sign-in-throttle-guard.js';
import { SignInUseCase } from './sign-in.use-case.js';

const LIFETIME = 300_000;

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const { transactions, accounts } = stores;
  const guard = new SignInThrottleGuard(new ThrottleKeys(deriveKey('secret', 'throttle')), stores.throttle, clock);
  const opener = new SessionOpener(stores.sessions, new SessionTimes(7_200_000, 43_200_000, 10_000), new RefreshTokens(deriveKey('secret', 'refresh')), clock, new SessionEnder(transactions, stores.sessions, clock));
  const completion = new SignInCompletion(accounts, opener, transactions, guard);
  const codes = new SignInCodes(deriveKey('secret', 'sign-in-code'), LIFETIME);
  const challenger = new SignInChallenger(transactions, stores.challenges, codes, new DigitsSender(stores.quotas, new OpenSealer()), clock);
  const first = new SignInUseCase(guard, accounts, new PlainHasher(), completion, challenger);
  const second = new CompleteSignInUseCase(stores.challenges, codes, accounts, completion, clock);
  const partner = () => {
    const username = freshUsername();
    return accounts.put({ ...invitedPartner(aPartner(), clock.now()), status: 'ACTIVE', username, passwordHashes: ['hash of 12345678'] });
  };
  const enter = (username: string, password = '12345678') => first.execute({ username, password, origin: ORIGIN }, newCall(3_000));
  const challenged = async (username: string) => {
    const answer = await enter(username);
    if (!('challengeId' in answer)) throw new Error('no challenge');
    return { ...answer, code: (JSON.parse(transactions.deliveries.at(-1)!.secret) as { code: string }).code };
  };
  const answer = (challengeId: string, code: string) => second.execute({ challengeId, code, origin: ORIGIN }, newCall(3_000));
  const wrong = (code: string) => (code === '00000000' ? '00000001' : '00000000');
  return { clock, stores, partner, enter, challenged, answer, wrong };
}

describe('a sign-in in the OTP procedure', () => {
  it('answers the right password with a challenge, sends eight digits, and opens nothing', async () => {
    const { stores, partner, challenged } = setUp();
    const { id, username, email } = partner();
    const { challengeId, expiresAt, code } = await challenged(username!);
    expect(stores.transactions.deliveries).toMatchObject([{ type: otpCodeDelivery.type, subject: id, data: { expiresAt } }]);
    expect(JSON.parse(stores.transactions.deliveries[0]!.secret)).toMatchObject({ to: email, code: expect.stringMatching(/^\d{8}$/) });
    expect(stores.transactions.facts.map(({ type, sequence }) => [type, sequence])).toEqual([[oneTimeCodeRequested.type, 2]]);
    expect(stores.transactions.audits).toEqual([{ action: 'one-time-code.sent', accountId: id, actor: { kind: 'SELF', accountId: id }, origin: ORIGIN, details: { challengeId, expiresAt } }]);
    expect(JSON.stringify([stores.transactions.facts, stores.transactions.audits, await stores.challenges.countTry(challengeId)])).not.toContain(code);
  });

  it('opens a session with the right code, once', async () => {
    const { stores, partner, challenged, answer } = setUp();
    const { id, username } = partner();
    const { challengeId, code } = await challenged(username!);
    expect(await answer(challengeId, code)).toMatchObject({ accountId: id, role: 'SALES_PARTNER', requiredActions: [] });
    await expect(answer(challengeId, code)).rejects.toThrow('code-used');
    expect(stores.transactions.facts.filter(({ type }) => type === sessionStarted.type)).toHaveLength(1);
  });

  it('of many at the same moment with the right code opens one session', async () => {
    const { stores, partner, challenged, answer } = setUp();
    const { challengeId, code } = await challenged(partner().username!);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => answer(challengeId, code)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(stores.transactions.facts.filter(({ type }) => type === sessionStarted.type)).toHaveLength(1);
  });

  it('has five tries, then even the right code has ended', async () => {
    const { partner, challenged, answer, wrong } = setUp();
    const { challengeId, code } = await challenged(partner().username!);
    for (let n = 0; n < 5; n++) await expect(answer(challengeId, wrong(code))).rejects.toThrow('code-invalid');
    await expect(answer(challengeId, code)).rejects.toThrow('code-expired');
  });

  it('has five minutes', async () => {
    const { clock, partner, challenged, answer, wrong } = setUp();
    const { challengeId, code } = await challenged(partner().username!);
    clock.advance(LIFETIME);
    await expect(answer(challengeId, wrong(code))).rejects.toThrow('code-invalid');
    await expect(answer(challengeId, code)).rejects.toThrow('code-expired');
  });

  it('takes no code of another sign-in, and says of a challenge that nobody was given what it says of a wrong code', async () => {
    const { partner, challenged, answer } = setUp();
    const [mine, theirs] = [await challenged(partner().username!), await challenged(partner().username!)];
    if (mine.code !== theirs.code) await expect(answer(theirs.challengeId, mine.code)).rejects.toThrow('code-invalid');
    const unknown = newId();
    for (let n = 0; n < 5; n++) await expect(answer(unknown, mine.code)).rejects.toThrow('code-invalid');
    await expect(answer(unknown, mine.code)).rejects.toThrow('code-expired');
  });

  it('opens nothing when the password was changed, or the account locked or closed, since', async () => {
    const { stores, partner, challenged, answer } = setUp();
    const [changed, locked, closed] = [partner(), partner(), partner()];
    const [one, two, three] = [await challenged(changed.username!), await challenged(locked.username!), await challenged(closed.username!)];
    stores.accounts.put({ ...changed, passwordHashes: ['hash of 87654321', ...changed.passwordHashes] });
    stores.accounts.put({ ...locked, status: 'LOCKED' });
    stores.accounts.put({ ...closed, status: 'CLOSED' });
    await expect(answer(one.challengeId, one.code)).rejects.toThrow('code-invalid');
    await expect(answer(two.challengeId, two.code)).rejects.toThrow('account-locked');
    await expect(answer(three.challengeId, three.code)).rejects.toThrow('code-invalid');
  });

  it('reveals nothing new before the password is right, and sends nothing', async () => {
    const { stores, partner, enter } = setUp();
    await expect(enter(partner().username!, '11111111')).rejects.toThrow('invalid-credentials');
    await expect(enter(freshUsername(), '11111111')).rejects.toThrow('invalid-credentials');
    expect(stores.transactions.deliveries).toEqual([]);
  });

  it('forgives wrong tries only when it is complete', async () => {
    const { clock, partner, enter, challenged, answer } = setUp();
    const { username } = partner();
    for (let n = 0; n < 4; n++) await expect(enter(username!, '11111111')).rejects.toThrow('invalid-credentials');
    const { challengeId, code } = await challenged(username!);
    await expect(enter(username!)).rejects.toThrow('too-many-attempts');
    await answer(challengeId, code);
    clock.advance(1);
    await challenged(username!);
  });

  it('is mailed ten times an hour at most', async () => {
    const { clock, stores, partner, enter, challenged } = setUp();
    const { username } = partner();
    for (let n = 0; n < 10; n++) {
      await challenged(username!);
      clock.advance(n < 4 ? 0 : 300_000);
    }
    await expect(enter(username!)).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 3_600 } });
    expect(stores.transactions.deliveries).toHaveLength(10);
  });

  it('counts an outage after the right code as no wrong try', async () => {
    const { stores, partner, challenged, answer } = setUp();
    const { challengeId, code } = await challenged(partner().username!);
    const run = stores.transactions.run.bind(stores.transactions);
    stores.transactions.run = () => Promise.reject(new DomainError('service-unavailable'));
    await expect(answer(challengeId, code)).rejects.toThrow('service-unavailable');
    stores.transactions.run = run;
    await answer(challengeId, code);
  });
});
