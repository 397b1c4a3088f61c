import { describe, expect, it } from '@jest/globals';
import { deriveKey, DomainError, ManualClock, Turns } from '#libs/kernel';
import { aForm, freshUsername, ORIGIN } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { plainHash, PlainHasher } from '../../test/plain-hasher.js';
import { invitedMaster } from '../domain/account.js';
import { SessionTimes } from '../domain/session.js';
import { ThrottleKeys } from '../domain/sign-in-throttle.js';
import { CurrentPassword } from './current-password.js';
import { SignInThrottleGuard } from './sign-in-throttle-guard.js';

async function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const passwords = new PlainHasher();
  const guard = new SignInThrottleGuard(new ThrottleKeys(deriveKey('secret', 'throttle')), stores.throttle, clock);
  const current = new CurrentPassword(stores.accounts, passwords, guard, clock, new Turns());
  const account = stores.accounts.put({ ...invitedMaster(aForm(), clock.now()), status: 'ACTIVE', username: freshUsername(), passwordHashes: [plainHash('right')] });
  const session = new SessionTimes(3_600_000, 3_600_000, 0).start({ accountId: account.id, role: account.role, contactDataRequired: false, ...ORIGIN }, clock.now());
  await stores.sessions.open(session);
  const caller = { accountId: account.id, sessionId: session.id };
  const confirm = (currentPassword = 'right', origin = ORIGIN) => current.confirmed({ ...caller, currentPassword, origin }, async ({ id }) => id);
  const code = (...args: Parameters<typeof confirm>) => confirm(...args).then(() => 'right', (error: DomainError) => error.code);
  return { clock, stores, passwords, guard, current, account, caller, confirm, code };
}

describe('the current password', () => {
  it('lets the change happen when it is right, while there is room to hash', async () => {
    const { passwords, confirm, account } = await setUp();
    expect([await confirm(), passwords.compared, passwords.present]).toEqual([account.id, [plainHash('right')], 0]);
  });

  it('gives room back whatever becomes of the change', async () => {
    const { passwords, current, caller, code } = await setUp();
    await code('wrong');
    const present: number[] = [];
    const change = async () => {
      present.push(passwords.present);
      throw new DomainError('password-policy');
    };
    await expect(current.confirmed({ ...caller, currentPassword: 'right', origin: ORIGIN }, change)).rejects.toThrow('password-policy');
    expect([present, passwords.present]).toEqual([[1], 0]);
  });

  it('lets changes of one account take turns, so that they never hold more than one place among all who hash', async () => {
    const { passwords, current, caller } = await setUp();
    const present: number[] = [];
    const change = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      present.push(passwords.present);
    };
    await Promise.all([1, 2, 3].map(() => current.confirmed({ ...caller, currentPassword: 'right', origin: ORIGIN }, change)));
    expect(present).toEqual([1, 1, 1]);
  });

  it('when wrong counts as a wrong sign-in: after five nothing is compared for two, four, eight seconds, not even the right one', async () => {
    const { clock, passwords, code, confirm } = await setUp();
    for (let n = 0; n < 5; n++) expect(await code('wrong')).toBe('current-password-wrong');
    for (const pause of [2, 4, 8]) {
      await expect(confirm()).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: pause } });
      clock.advance(pause * 1_000);
      expect(await code('wrong')).toBe('current-password-wrong');
    }
    expect(passwords.compared).toHaveLength(8);
  });

  it('shares its count with sign-ins of that name from that network, and no other', async () => {
    const { code, guard, account } = await setUp();
    for (let n = 0; n < 5; n++) await guard.countTry(account.username!.toUpperCase(), guard.originOf(account.username!, ORIGIN.ipPrefix), account);
    expect(await code()).toBe('too-many-attempts');
    expect(await code('wrong', { ...ORIGIN, ipPrefix: '198.51.100.0/24' })).toBe('current-password-wrong');
  });

  it('when right forgives the wrong tries before it, as a sign-in does', async () => {
    const { clock, code } = await setUp();
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) expect(await code('wrong')).toBe('current-password-wrong');
      expect(await code()).toBe('right');
      clock.advance(1);
    }
  });

  it('is not compared any more when the account had its share of failures in this hour, wherever they came from', async () => {
    const { passwords, guard, account, code } = await setUp();
    for (let n = 0; n < 900; n++) await guard.countFailure(account.username!, account);
    expect([await code(), passwords.compared]).toEqual(['too-many-attempts', []]);
  });

  it('adds its failures to that share', async () => {
    const { guard, account, code } = await setUp();
    for (let n = 0; n < 899; n++) await guard.countFailure(account.username!, account);
    expect([await code('wrong'), await code()]).toEqual(['current-password-wrong', 'too-many-attempts']);
  });

  it('is not counted when there is no room to hash', async () => {
    const { passwords, code } = await setUp();
    passwords.full = true;
    for (let n = 0; n < 20; n++) expect(await code('wrong')).toBe('service-unavailable');
    passwords.full = false;
    expect(await code()).toBe('right');
  });

  it('is nothing to try for a session that has ended, or an account that is not active', async () => {
    const { stores, passwords, clock, account, caller, code, current } = await setUp();
    stores.accounts.put({ ...account, status: 'LOCKED' });
    expect(await code()).toBe('token-invalid');
    stores.accounts.put(account);
    await stores.sessions.end(caller.sessionId, 'REVOKED', clock.now());
    expect([await code(), passwords.compared]).toEqual(['token-invalid', []]);
    await expect(current.assertSignedIn(caller, {} as never)).rejects.toThrow('token-invalid');
  });

  it('that was right is refused by no outage of what forgives', async () => {
    const { stores, code } = await setUp();
    stores.throttle.forgive = () => Promise.reject(new DomainError('service-unavailable'));
    expect(await code()).toBe('right');
  });
});
