import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeLocale, checkSession, getMe, signIn, signOut } from '#libs/contracts';
import { AccountStore } from '../src/domain/account.store.js';
import { SignInThrottleStore } from '../src/domain/sign-in-throttle.store.js';
import { ORIGIN } from './builders.js';
import { callerOf, IdentityFixture } from './identity-fixture.js';

const identity = new IdentityFixture();
beforeAll(() => identity.start({ instances: 2 }));
afterAll(() => identity.stop());

const GUESSES = 50;

/** How many of fifty parallel guesses at one account's password reach the hash. */
async function comparedGuesses(): Promise<number> {
  const { username } = await identity.activated();
  const guess = () => identity.refusal(signIn, { username, password: 'Falsch-1234!', origin: ORIGIN });
  const answers = await Promise.all(Array.from({ length: GUESSES }, guess));
  return answers.filter((refused) => refused?.code === 'invalid-credentials').length;
}

/** What somebody is refused with who changes their language after signing out. */
async function refusalAfterSignOut(): Promise<string | undefined> {
  const { username } = await identity.activated();
  const { sessionId, accountId } = await identity.signIn(username);
  await identity.ask(signOut, { sessionId, origin: ORIGIN });
  return (await identity.refusal(changeLocale, { accountId, sessionId, locale: 'en', origin: ORIGIN }))?.code;
}

/** Runs `work` while a method of a store of every instance is another. */
async function without<T>(replace: (instance: number) => () => void, work: () => Promise<T>): Promise<T> {
  const restore = identity.services.map((_, n) => replace(n));
  return work().finally(() => restore.forEach((back) => back()));
}

describe('counting a try before the password is compared', () => {
  it('lets five of fifty parallel guesses be compared', async () => {
    expect(await comparedGuesses()).toBeLessThanOrEqual(5);
  });

  it('would let more pass if it were read first and written afterwards', async () => {
    const counted = new Map<string, number>();
    const readThenWrite = (n: number) => {
      const store = identity.services[n]!.app.get(SignInThrottleStore);
      const atomic = store.countTry;
      store.countTry = async (origin, _forgivenAt, now) => {
        const before = counted.get(origin) ?? 0;
        await new Promise((resolve) => setTimeout(resolve, 20));
        counted.set(origin, before + 1);
        return before < 5 ? undefined : new Date(now.getTime() + 2_000);
      };
      return () => void (store.countTry = atomic);
    };
    expect(await without(readThenWrite, comparedGuesses)).toBeGreaterThan(5);
  });
});

describe('looking at the session in the read of the account', () => {
  it('refuses whoever has signed out', async () => {
    expect(await refusalAfterSignOut()).toBe('token-invalid');
  });

  it('would let them go on if the token alone counted', async () => {
    const tokenAlone = (n: number) => {
      const store = identity.services[n]!.app.get(AccountStore);
      const guarded = store.findSignedIn;
      store.findSignedIn = ({ accountId }) => store.findActive(accountId);
      return () => void (store.findSignedIn = guarded);
    };
    expect(await without(tokenAlone, refusalAfterSignOut)).toBeUndefined();
  });

  it('is what the gateway asks for, too', async () => {
    const { username } = await identity.activated();
    const caller = callerOf(await identity.signIn(username));
    expect((await identity.ask(getMe, caller)).username).toBe(username);
    await identity.ask(signOut, { sessionId: caller.sessionId, origin: ORIGIN });
    expect(await identity.ask(checkSession, caller)).toEqual({ alive: false, contactDataRequired: false });
  });
});
