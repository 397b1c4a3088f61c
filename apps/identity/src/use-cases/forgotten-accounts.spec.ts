import { describe, expect, it } from '@jest/globals';
import { passwordResetDelivery, passwordResetRequested, usernameReminderDelivery, usernameReminderRequested } from '#libs/contracts';
import { deriveKey, ManualClock, newCall } from '#libs/kernel';
import { aForm, aPartner, freshEmail, freshUsername, ORIGIN } from '../../test/builders.js';
import { memoryStores } from '../../test/memory/memory-stores.js';
import { OpenSealer } from '../../test/open-sealer.js';
import { invitedMaster, type Account } from '../domain/account.js';
import { deferred } from '../domain/deferred-request.js';
import type { Remembered } from '../domain/forgotten.store.js';
import { PasswordResetTokens } from '../domain/password-reset.js';
import { invitedPartner } from '../domain/sales-partner.js';
import { ForgottenAccounts } from './forgotten-accounts.js';
import { SettlePasswordResetUseCase } from './settle-password-reset.use-case.js';
import { SettleUsernameReminderUseCase } from './settle-username-reminder.use-case.js';
import { Settlement } from './settlement.js';

const HALF_AN_HOUR = 1_800_000;

interface Mail {
  type: string;
  data: { locale: string; accountId?: string; expiresAt?: string };
  to: string;
  accounts: { username: string; role: string; token?: string }[];
}

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const { transactions, accounts, requests, quotas } = stores;
  const forgotten = new ForgottenAccounts(new Settlement(transactions, requests, quotas, clock), stores.forgotten);
  const tokens = new PasswordResetTokens(deriveKey('secret', 'reset'), HALF_AN_HOUR);
  const settleReset = new SettlePasswordResetUseCase(forgotten, tokens, stores.passwordResets, new OpenSealer());
  const settleReminder = new SettleUsernameReminderUseCase(forgotten, new OpenSealer());
  const call = newCall(3_000);
  const reset = async (remembered: Remembered, times = 1, ipPrefix = ORIGIN.ipPrefix) => {
    const request = deferred('RESET_PASSWORD', { ...remembered, origin: { ...ORIGIN, ipPrefix } }, call, clock.now());
    await requests.add(request, 100);
    for (let n = 0; n < times; n++) await settleReset.execute(request, call);
  };
  const remind = async (email: string, ipPrefix = ORIGIN.ipPrefix) => {
    const request = deferred('REMIND_USERNAME', { email, origin: { ...ORIGIN, ipPrefix } }, call, clock.now());
    await requests.add(request, 100);
    await settleReminder.execute(request, call);
  };
  const mails = () => transactions.deliveries.map(({ type, data, secret }) => ({ type, data, ...(JSON.parse(secret) as object) }) as Mail);
  const put = (account: Account, changes: Partial<Account> = {}) => accounts.put({ ...account, status: 'ACTIVE', username: freshUsername(), passwordHashes: ['hash'], ...changes });
  const master = (email: string, changes: Partial<Account> = {}) => put(invitedMaster(aForm({ email }), clock.now()), changes);
  const partner = (email: string, changes: Partial<Account> = {}) => put(invitedPartner(aPartner({ email }), clock.now()), changes);
  return { clock, stores, transactions, tokens, reset, remind, mails, master, partner };
}

describe('a forgotten password', () => {
  it('is reset by one mail for all accounts of the address, each with a token of its own', async () => {
    const { stores, tokens, reset, mails, master, partner, clock } = setUp();
    const email = freshEmail();
    const [first, second] = [master(email), partner(email, { status: 'LOCKED' })];
    await reset({ email });
    expect(mails()).toEqual([{
      type: passwordResetDelivery.type,
      data: { locale: 'de', expiresAt: new Date(clock.now().getTime() + HALF_AN_HOUR).toISOString() },
      to: email,
      accounts: [first, second].map(({ username, role, firstName, lastName, contact }) => ({ username, role, firstName, lastName, company: contact.company, token: expect.stringMatching(/^[A-Z0-9-]{34}$/) })),
    }]);
    const kept = await Promise.all(mails()[0]!.accounts.map(({ token }) => stores.passwordResets.find(tokens.hashOf(token!))));
    expect(kept.map((found) => found?.accountId)).toEqual([first.id, second.id]);
  });

  it('by username lists that account only, at the address on file', async () => {
    const { reset, mails, master, partner } = setUp();
    const email = freshEmail();
    const { id, username = '' } = master(email);
    partner(email);
    await reset({ username: username.toUpperCase() });
    expect(mails()).toMatchObject([{ to: email, accounts: [{ username }], data: { accountId: id } }]);
    expect(mails()[0]!.accounts).toHaveLength(1);
  });

  it('is told in a fact, and in the feed of each account with the origin of whoever asked', async () => {
    const { transactions, reset, master, partner } = setUp();
    const email = freshEmail();
    const accounts = [master(email, { version: 4 }), partner(email)];
    await reset({ email });
    const [expiresAt, actor] = [expect.any(String), { kind: 'SELF' }];
    expect(transactions.facts).toEqual(accounts.map(({ id, version }) => ({ type: passwordResetRequested.type, subject: id, sequence: version + 1, data: { actor, accountId: id, expiresAt } })));
    expect(transactions.audits).toEqual(accounts.map(({ id }) => ({ action: 'password-reset.requested', accountId: id, actor, origin: ORIGIN, details: { expiresAt } })));
  });

  it('is settled once', async () => {
    const { reset, mails, master } = setUp();
    const email = freshEmail();
    master(email);
    await reset({ email }, 3);
    expect(mails()).toHaveLength(1);
  });

  it('sends nothing to anybody who is unknown, invited or closed', async () => {
    const { stores, reset, remind, transactions, master, partner } = setUp();
    const email = freshEmail();
    const closed = master(email, { status: 'CLOSED' });
    const { username: _none, ...invited } = partner(email, { status: 'INVITED', passwordHashes: [] });
    stores.accounts.put(invited);
    for (const remembered of [{ email }, { email: freshEmail() }, { username: closed.username! }, { username: freshUsername() }]) await reset(remembered);
    await remind(email);
    expect([transactions.deliveries, transactions.facts, transactions.audits]).toEqual([[], [], []]);
  });

  it('is in English only where all accounts are', async () => {
    const { reset, mails, master, partner } = setUp();
    const [english, mixed] = [freshEmail(), freshEmail()];
    for (const email of [english, mixed]) partner(email, { locale: 'en' });
    master(mixed);
    for (const email of [english, mixed]) await reset({ email });
    expect(mails().map(({ data }) => data.locale)).toEqual(['en', 'de']);
  });

  it('lists fifty accounts at most, the master administrator and the newest', async () => {
    const { reset, mails, master, partner } = setUp();
    const email = freshEmail();
    const oldest = master(email).username!;
    const names = Array.from({ length: 55 }, () => partner(email).username!);
    await reset({ email });
    expect(mails()[0]!.accounts.map(({ username }) => username)).toEqual([oldest, ...names.reverse().slice(0, 49)]);
  });

  it('sends an address three mails an hour, ten a day at the request of one network, whatever it is asked by', async () => {
    const { clock, reset, mails, master } = setUp();
    const email = freshEmail();
    const { username = '' } = master(email);
    for (let n = 0; n < 5; n++) await reset(n % 2 ? { email } : { username });
    expect(mails()).toHaveLength(3);
    for (let hour = 1; hour < 24; hour++) {
      clock.advance(3_600_000);
      await reset({ email });
    }
    expect(mails()).toHaveLength(10);
  });

  it('is not kept from its holder by a stranger in another network who has used up a share', async () => {
    const { clock, reset, mails, master } = setUp();
    const email = freshEmail();
    master(email);
    for (let hour = 0; hour < 5; hour++, clock.advance(3_600_000)) for (let n = 0; n < 10; n++) await reset({ email }, 1, '198.51.100.0/24');
    expect(mails()).toHaveLength(10);
    await reset({ email });
    expect(mails()).toHaveLength(11);
  });

  it('sends an address ten mails an hour, forty a day, however many networks ask', async () => {
    const { clock, reset, mails, master } = setUp();
    const email = freshEmail();
    master(email);
    const sent: number[] = [];
    for (let hour = 0; hour < 6; hour++, clock.advance(3_600_000)) {
      for (let n = 0; n < 15; n++) await reset({ email }, 1, `198.51.${n}.0/24`);
      sent.push(mails().length);
    }
    expect(sent).toEqual([10, 20, 30, 40, 40, 40]);
  });
});

describe('a forgotten username', () => {
  it('is told in one mail that lists all accounts of the address', async () => {
    const { remind, mails, master, partner } = setUp();
    const email = freshEmail();
    const usernames = [master(email), partner(email, { status: 'LOCKED' })].map(({ username }) => username);
    await remind(email);
    expect(mails()).toMatchObject([{ type: usernameReminderDelivery.type, to: email, data: { locale: 'de' } }]);
    expect(mails()[0]!.accounts.map(({ username }) => username)).toEqual(usernames);
    expect(JSON.stringify(mails())).not.toContain('token');
  });

  it('is not kept from its holder by a stranger in another network who has used up a share', async () => {
    const { remind, mails, master } = setUp();
    const email = freshEmail();
    master(email);
    for (let n = 0; n < 10; n++) await remind(email, '198.51.100.0/24');
    expect(mails()).toHaveLength(3);
    await remind(email);
    expect(mails()).toHaveLength(4);
  });

  it('is told in a fact and in the feed, and counted apart from forgotten passwords', async () => {
    const { transactions, reset, remind, master, mails } = setUp();
    const email = freshEmail();
    const { id } = master(email);
    for (let n = 0; n < 4; n++) await reset({ email });
    for (let n = 0; n < 4; n++) await remind(email);
    expect(mails().map(({ type }) => type)).toEqual([...Array(3).fill(passwordResetDelivery.type), ...Array(3).fill(usernameReminderDelivery.type)]);
    expect(transactions.facts.at(-1)).toEqual({ type: usernameReminderRequested.type, subject: id, sequence: 7, data: { actor: { kind: 'SELF' }, accountId: id } });
    expect(transactions.audits.at(-1)).toEqual({ action: 'username-reminder.requested', accountId: id, actor: { kind: 'SELF' }, origin: ORIGIN });
  });
});
