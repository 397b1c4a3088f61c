import { describe, expect, it } from '@jest/globals';
import { accountClosed, accountLocked, accountUnlocked, sessionEnded } from '#libs/contracts';
import { deriveKey, ManualClock, newCall, newId, type Transaction } from '#libs/kernel';
import { aForm, freshEmail, freshUsername, ORIGIN } from '../../test/builders.js';
import { accountStates, memoryStores } from '../../test/memory/memory-stores.js';
import { invitedMaster, type Account } from '../domain/account.js';
import { ActivationCodes, isOpen } from '../domain/activation-code.js';
import { SessionTimes } from '../domain/session.js';
import type { AccountStates } from './account-states.js';

const HOUR = 3_600_000;
const MASTER = { kind: 'MASTER', accountId: 'a master' } as const;
const OPERATOR = { kind: 'OPERATOR' } as const;

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const { transactions, accounts, sessions } = stores;
  const states = accountStates(stores, clock);
  const act = { actor: OPERATOR, now: clock.now() };
  const anAccount = (state: Partial<Account> = {}) => accounts.put({ ...invitedMaster(aForm(), clock.now()), status: 'ACTIVE', ...state });
  const withSession = async (account: Account) => {
    const start = { accountId: account.id, role: account.role, contactDataRequired: false, device: 'd', ipPrefix: 'p' };
    const session = new SessionTimes(2 * HOUR, 12 * HOUR, 0).start(start, clock.now());
    await sessions.open(session);
    return session;
  };
  const within = <T>(work: (tx: Transaction) => Promise<T>) => transactions.run(newCall(3_000), work);
  const facts = () => transactions.facts.map(({ type, sequence, data }) => [type, sequence, (data as { reason?: string }).reason]);
  const rows = () => transactions.audits.map(({ action, details }) => [action, details?.reason]);
  const lock = (account: Account, ...[by, how]: [Parameters<AccountStates['lock']>[1], object?]) => within((tx) => states.lock(account, by, { ...act, ...how }, tx));
  const unlock = (account: Account, ...[by, how]: [Parameters<AccountStates['unlock']>[1], object?]) => within((tx) => states.unlock(account, by, { ...act, ...how }, tx));
  const close = (account: Account, how = {}) => within((tx) => states.close(account, 'OPERATOR', { ...act, ...how }, tx));
  return { clock, stores, transactions, accounts, anAccount, withSession, within, facts, rows, lock, unlock, close };
}

describe('locking an account', () => {
  it('ends its sessions at once, and tells', async () => {
    const { anAccount, withSession, lock, stores, facts, transactions } = setUp();
    const account = anAccount({ version: 4 });
    const session = await withSession(account);
    expect(await lock(account, 'MASTER', { actor: MASTER, origin: ORIGIN })).toMatchObject({ status: 'LOCKED', lockedBy: ['MASTER'], version: 5 });
    expect(await stores.sessions.find(session.id)).toMatchObject({ endReason: 'LOCKED' });
    expect(facts()).toEqual([[accountLocked.type, 5, 'MASTER'], [sessionEnded.type, 2, 'LOCKED']]);
    expect(transactions.audits[0]).toEqual({ action: 'account.locked', accountId: account.id, actor: MASTER, origin: ORIGIN, details: { reason: 'MASTER', status: 'LOCKED' } });
  });

  it('that others keep locked is told to its holder only, and twice changes nothing', async () => {
    const { anAccount, lock, facts, rows } = setUp();
    const both = await lock(await lock(anAccount(), 'MASTER'), 'OPERATOR');
    expect(both.lockedBy).toEqual(['MASTER', 'OPERATOR']);
    expect(await lock(both, 'OPERATOR')).toEqual(both);
    expect(facts()).toEqual([[accountLocked.type, 2, 'MASTER']]);
    expect(rows()).toEqual([['account.locked', 'MASTER'], ['account.locked', 'OPERATOR']]);
  });

  it('or unlocking, or closing it again hands out what was told, and tells nothing anew', async () => {
    const { anAccount, lock, unlock, close, transactions } = setUp();
    const locked = await lock(await lock(anAccount(), 'MASTER'), 'MASTER');
    const open = await unlock(await unlock(locked, 'MASTER'), 'MASTER');
    await unlock(open, 'SUPPORT');
    const { id } = await close(await close({ ...open, version: 4 }));
    const told = transactions.facts.filter(({ subject }) => subject === id);
    expect(told.map(({ type }) => type)).toEqual([accountLocked.type, accountUnlocked.type, accountClosed.type]);
    expect(transactions.recalled).toEqual([told[0], told[1], told[1], told[2]]);
  });

  it('is on record with its reason in words, even if it changes nothing', async () => {
    const { anAccount, lock, rows } = setUp();
    await lock(await lock(anAccount(), 'OPERATOR', { words: 'stolen laptop' }), 'OPERATOR', { words: 'stolen laptop again' });
    expect(rows()).toEqual([['account.locked', 'stolen laptop'], ['account.locked', 'stolen laptop again']]);
  });

  it('is refused for invited and closed ones, and when somebody else was faster', async () => {
    const { anAccount, accounts, lock, facts } = setUp();
    for (const status of ['INVITED', 'CLOSED'] as const) await expect(lock(anAccount({ status }), 'OPERATOR')).rejects.toMatchObject({ code: 'not-found' });
    const account = anAccount();
    accounts.put({ ...account, version: 2 });
    await expect(lock(account, 'OPERATOR')).rejects.toMatchObject({ code: 'service-unavailable' });
    expect(facts()).toEqual([]);
  });
});

describe('unlocking an account', () => {
  it('opens it with the last lock, and tells then', async () => {
    const { anAccount, unlock, facts, rows } = setUp();
    const account = anAccount({ status: 'LOCKED', lockedBy: ['MASTER', 'OPERATOR'] });
    const still = await unlock(account, 'SUPPORT');
    expect(still).toMatchObject({ status: 'LOCKED', lockedBy: ['MASTER'] });
    expect(await unlock(still, 'MASTER')).toMatchObject({ status: 'ACTIVE', version: 3 });
    expect(facts()).toEqual([[accountUnlocked.type, 3, 'MASTER']]);
    expect(rows()).toEqual([['account.unlocked', 'SUPPORT'], ['account.unlocked', 'MASTER']]);
  });

  it('forgives wrong passwords on the word of support and operators, not on a master’s', async () => {
    const { anAccount, unlock, clock, rows } = setUp();
    for (const by of ['SUPPORT', 'OPERATOR'] as const) expect(await unlock(anAccount(), by)).toMatchObject({ status: 'ACTIVE', triesForgivenAt: clock.now(), version: 2 });
    const account = anAccount();
    expect(await unlock(account, 'MASTER')).toBe(account);
    expect(rows()).toHaveLength(2);
  });
});

describe('closing an account', () => {
  it('ends its sessions, its activation codes and its change of e-mail, once and for good', async () => {
    const { anAccount, withSession, close, within, stores, clock, facts, rows } = setUp();
    const account = anAccount({ status: 'LOCKED', lockedBy: ['MASTER'], pendingEmail: freshEmail() });
    const session = await withSession(account);
    const { stored } = new ActivationCodes(deriveKey('secret', 'codes'), HOUR).make(account.id, clock.now());
    await stores.codes.replaceWith(stored, clock.now());
    await stores.emailChanges.begin({ accountId: account.id, email: account.pendingEmail!, hash: 'h', expiresAt: new Date(clock.now().getTime() + HOUR), tries: 0 }, 1);
    const { lockedBy: _lockedBy, pendingEmail: _pendingEmail, ...open } = account;
    const closed = await close({ ...account, version: 2 });
    expect(closed).toEqual({ ...open, invitedUntil: stored.expiresAt, status: 'CLOSED', version: 3 });
    expect(await stores.accounts.find(account.id)).toEqual(closed);
    expect(await stores.sessions.find(session.id)).toMatchObject({ endReason: 'LOCKED' });
    expect([isOpen((await stores.codes.find(stored.codeId))!, clock.now()), await within(() => stores.emailChanges.countTry(account.id))]).toEqual([false, undefined]);
    expect(await close(closed)).toBe(closed);
    expect(facts()).toEqual([[accountClosed.type, 3, 'OPERATOR'], [sessionEnded.type, 2, 'LOCKED']]);
    expect(rows().filter(([action]) => action === 'account.closed')).toEqual([['account.closed', 'OPERATOR']]);
  });

  it('frees the address of a master, and keeps the username', async () => {
    const { anAccount, close, accounts } = setUp();
    const account = anAccount({ username: freshUsername() });
    await close(account);
    expect([await accounts.findMaster(account.email), await accounts.isUsernameTaken(account.username!)]).toEqual([undefined, true]);
  });

  it('leaves whom a master has locked to operators, who can unlock them', async () => {
    const { anAccount, close, unlock, accounts } = setUp();
    const master = anAccount();
    const { id } = anAccount({ role: 'SUB_ADMINISTRATOR', superiorId: master.id, status: 'LOCKED', lockedBy: ['MASTER'] });
    await close(master);
    const left = (await accounts.find(id))!;
    expect(left).toMatchObject({ status: 'LOCKED', lockedBy: ['OPERATOR'] });
    expect(await unlock(left, 'OPERATOR')).toMatchObject({ status: 'ACTIVE' });
  });

  it('leaves who is below a master without a superior, and otherwise as they were; locking does not', async () => {
    const { anAccount, lock, close, accounts, facts, rows, transactions } = setUp();
    const master = anAccount();
    const below = [anAccount({ role: 'SUB_ADMINISTRATOR', superiorId: master.id }), anAccount({ role: 'SUB_ADMINISTRATOR', status: 'INVITED', superiorId: master.id })];
    const stranger = anAccount({ role: 'SUB_ADMINISTRATOR', superiorId: newId() });
    const locked = await lock(master, 'OPERATOR');
    for (const account of below) expect(await accounts.find(account.id)).toBe(account);
    await close(locked);
    for (const account of below) {
      const { superiorId: _superiorId, ...left } = account;
      expect(await accounts.find(account.id)).toEqual({ ...left, version: 2 });
    }
    expect(await accounts.find(stranger.id)).toBe(stranger);
    expect(facts().map(([type]) => type)).toEqual([accountLocked.type, accountClosed.type]);
    expect(rows().map(([action]) => action)).toEqual(['account.locked', 'account.closed', 'superior.left', 'superior.left']);
    expect(transactions.audits.slice(2).map(({ accountId, details }) => [accountId, details])).toEqual(below.map(({ id }) => [id, { superiorId: master.id }]));
  });
});
