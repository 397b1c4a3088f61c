import { describe, expect, it } from '@jest/globals';
import { accountUnlocked, activationCodeDelivery } from '#libs/contracts';
import { deriveKey, ManualClock, newCall, newId, SecretSealer, type DomainError } from '#libs/kernel';
import { aForm, aStaffMember, freshEmail, freshUsername, ORIGIN } from '../../test/builders.js';
import { accountStates, memoryStores } from '../../test/memory/memory-stores.js';
import { invitedMaster, type Account } from '../domain/account.js';
import { ActivationCodes } from '../domain/activation-code.js';
import { SessionTimes } from '../domain/session.js';
import { invitedAgent } from '../domain/support-agent.js';
import { ActivationCodeSender } from './activation-code-sender.js';
import { CloseAccountUseCase } from './close-account.use-case.js';
import { FindAccountsUseCase } from './find-accounts.use-case.js';
import { LockAccountUseCase } from './lock-account.use-case.js';
import { ReissueActivationCodeUseCase } from './reissue-activation-code.use-case.js';
import { SupportDesk, type Requester } from './support-desk.js';
import { UnlockAccountUseCase } from './unlock-account.use-case.js';

const REASON = 'Anruf der Kundin, Code abgelaufen';
const HOUR = 3_600_000;
const OPERATOR: Requester = { kind: 'OPERATOR' };

class OpenSealer extends SecretSealer {
  async seal(secret: object): Promise<string> {
    return JSON.stringify(secret);
  }
}

function statesOf(stores: ReturnType<typeof memoryStores>, desk: SupportDesk, clock: ManualClock) {
  const states = accountStates(stores, clock);
  return { lock: new LockAccountUseCase(desk, stores.support, states), unlock: new UnlockAccountUseCase(desk, stores.support, states), close: new CloseAccountUseCase(desk, stores.support, states) };
}

function setUp() {
  const clock = new ManualClock();
  const stores = memoryStores();
  const { transactions, accounts, sessions, support, quotas, codes } = stores;
  const desk = new SupportDesk(transactions, accounts, clock);
  const sender = new ActivationCodeSender(new ActivationCodes(deriveKey('secret', 'codes'), 240 * HOUR), codes, new OpenSealer(), accounts);
  const useCases = { find: new FindAccountsUseCase(desk, support), reissue: new ReissueActivationCodeUseCase(desk, support, quotas, sender), ...statesOf(stores, desk, clock) };
  const put = (account: Account, state: Partial<Account> = {}) => accounts.put({ ...account, ...state });
  const aCustomer = (state: Partial<Account> = {}, form = aForm()) => put(invitedMaster(form, clock.now()), state);
  const anAgent = (state: Partial<Account> = {}) => put(invitedAgent(aStaffMember(), clock.now()), { status: 'ACTIVE', ...state });
  /** Somebody signed in, as the desk is asked by them. */
  const asking = async ({ id: accountId, role }: Account): Promise<Requester> => {
    const session = new SessionTimes(2 * HOUR, 12 * HOUR, 0).start({ accountId, role, contactDataRequired: false, device: 'd', ipPrefix: 'p' }, clock.now());
    await sessions.open(session);
    return { kind: 'SUPPORT', caller: { accountId, sessionId: session.id }, origin: ORIGIN };
  };
  return { clock, transactions, accounts, aCustomer, anAgent, asking, ...useCases };
}

const call = () => newCall(3_000);
const refusal = (work: Promise<unknown>) => work.then(() => undefined, (error: DomainError) => error.code);

describe('the support desk', () => {
  it('serves support agents who are signed in and active, and nobody else', async () => {
    const { aCustomer, anAgent, asking, find, transactions } = setUp();
    const { email } = aCustomer();
    const ask = (requester: Requester) => refusal(find.execute({ email, reason: REASON, limit: 50 }, requester, call()));
    const agent = anAgent();
    const stranger: Requester = { kind: 'SUPPORT', caller: { accountId: agent.id, sessionId: newId() }, origin: ORIGIN };
    expect(await ask(await asking(agent))).toBeUndefined();
    expect([await ask(stranger), await ask(await asking(anAgent({ status: 'CLOSED' }))), await ask(await asking(aCustomer({ status: 'ACTIVE' })))]).toEqual(['token-invalid', 'token-invalid', 'forbidden']);
    expect(transactions.audits).toHaveLength(1);
  });
});

describe('looking accounts up', () => {
  it('puts each account found on record, for its holder to see, with the reason', async () => {
    const { aCustomer, anAgent, asking, find, transactions } = setUp();
    const email = freshEmail();
    const [older, newer] = [aCustomer({ role: 'SUB_ADMINISTRATOR' }, aForm({ email })), aCustomer({}, aForm({ email }))];
    const agent = anAgent();
    const { items } = await find.execute({ email, reason: REASON, limit: 50 }, await asking(agent), call());
    expect(items).toMatchObject([{ id: newer.id, username: null, customerNumbers: [newer.customerNumber], lastLoginAt: null }, { id: older.id }]);
    const row = { action: 'support.looked-up', actor: { kind: 'SUPPORT', accountId: agent.id }, origin: ORIGIN, details: { reason: REASON, by: 'email' } };
    expect(transactions.audits).toEqual([{ ...row, accountId: newer.id }, { ...row, accountId: older.id }]);
  });

  it('records only those that were shown, page by page', async () => {
    const { aCustomer, anAgent, asking, find, transactions } = setUp();
    const { customerNumber } = aForm();
    const [first, second] = [aCustomer({}, aForm({ customerNumber })), aCustomer({}, aForm({ customerNumber }))];
    const requester = await asking(anAgent());
    const page = await find.execute({ customerNumber, reason: REASON, limit: 1 }, requester, call());
    expect([page.items.map(({ id }) => id), transactions.audits.map(({ accountId }) => accountId)]).toEqual([[second.id], [second.id]]);
    expect(await find.execute({ customerNumber, reason: REASON, limit: 1, cursor: page.nextCursor! }, requester, call())).toMatchObject({ items: [{ id: first.id }], nextCursor: null });
    expect(await refusal(find.execute({ customerNumber, reason: REASON, limit: 1, cursor: 'x' }, requester, call()))).toBe('validation-failed');
  });

  it('puts a miss on the record of the agent, and of agents finds none', async () => {
    const { anAgent, asking, find, transactions } = setUp();
    const [agent, other] = [anAgent(), anAgent()];
    for (const { email } of [agent, other]) {
      expect(await find.execute({ email, reason: REASON, limit: 50 }, await asking(agent), call())).toEqual({ items: [], nextCursor: null });
      expect(transactions.audits.at(-1)).toMatchObject({ action: 'support.looked-up', accountId: agent.id, details: { reason: REASON, sought: { email } } });
    }
  });

  it('finds agents for operators', async () => {
    const { anAgent, find, transactions } = setUp();
    const { id, email } = anAgent();
    expect(await find.execute({ email, reason: REASON, limit: 50 }, OPERATOR, call())).toMatchObject({ items: [{ id, company: '', customerNumbers: [] }] });
    await find.execute({ email: freshEmail(), reason: REASON, limit: 50 }, OPERATOR, call());
    expect(transactions.audits.map(({ action, actor, accountId }) => [action, actor, accountId])).toEqual([['operator.looked-up', { kind: 'OPERATOR' }, id], ['operator.looked-up', { kind: 'OPERATOR' }, undefined]]);
  });
});

describe('a new activation code', () => {
  it('goes to the address on file of an invited customer, with the reason on record', async () => {
    const { aCustomer, anAgent, asking, reissue, transactions } = setUp();
    const [customer, agent] = [aCustomer(), anAgent()];
    const { expiresAt } = await reissue.execute({ invitedId: customer.id, reason: REASON }, await asking(agent), call());
    expect(transactions.deliveries).toMatchObject([{ type: activationCodeDelivery.type, data: { accountId: customer.id, expiresAt } }]);
    expect(JSON.parse(transactions.deliveries[0]!.secret)).toMatchObject({ to: customer.email });
    expect(transactions.audits).toContainEqual({ action: 'support.activation-code-reissued', accountId: customer.id, actor: { kind: 'SUPPORT', accountId: agent.id }, origin: ORIGIN, details: { reason: REASON } });
  });

  it('does not exist for whoever is not invited, an agent or nobody, and that somebody asked is on the agent’s record', async () => {
    const { aCustomer, anAgent, asking, reissue, transactions } = setUp();
    const agent = anAgent();
    const requester = await asking(agent);
    for (const { id } of [aCustomer({ status: 'ACTIVE' }), aCustomer({ status: 'CLOSED' }), anAgent({ status: 'INVITED' }), { id: newId() }]) {
      expect(await refusal(reissue.execute({ invitedId: id, reason: REASON }, requester, call()))).toBe('not-found');
      expect(transactions.audits.at(-1)).toMatchObject({ action: 'support.refused', accountId: agent.id, details: { reason: REASON, act: 'activation-code-reissued', code: 'not-found' } });
    }
    expect(transactions.deliveries).toEqual([]);
  });

  it('is sent to an invited agent on an operator’s word', async () => {
    const { anAgent, reissue, transactions } = setUp();
    await reissue.execute({ invitedId: anAgent({ status: 'INVITED' }).id, reason: REASON }, OPERATOR, call());
    expect(transactions.deliveries).toHaveLength(1);
  });

  it('is sent to one address ten times an hour, and then is refused with the time to wait', async () => {
    const { aCustomer, anAgent, asking, reissue, clock, transactions } = setUp();
    const { id: invitedId } = aCustomer();
    const requester = await asking(anAgent());
    const send = () => reissue.execute({ invitedId, reason: REASON }, requester, call());
    for (let n = 0; n < 10; n++) await send();
    await expect(send()).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 3_600 } });
    expect([transactions.deliveries.length, transactions.audits.at(-1)?.action]).toEqual([10, 'support.refused']);
    clock.advance(HOUR);
    await send();
  });
});

describe('unlocking', () => {
  it('lifts the locks of support and operators, forgives wrong tries, and tells', async () => {
    const { aCustomer, anAgent, asking, unlock, transactions, accounts, clock } = setUp();
    const [customer, agent] = [aCustomer({ status: 'LOCKED', lockedBy: ['OPERATOR', 'SUPPORT'], version: 4 }), anAgent()];
    expect(await unlock.execute({ unlockedId: customer.id, reason: REASON }, await asking(agent), call())).toMatchObject({ id: customer.id, status: 'ACTIVE' });
    expect(await accounts.find(customer.id)).toMatchObject({ status: 'ACTIVE', triesForgivenAt: clock.now(), version: 5 });
    const actor = { kind: 'SUPPORT', accountId: agent.id };
    expect(transactions.facts).toMatchObject([{ type: accountUnlocked.type, sequence: 5, data: { actor, accountId: customer.id, role: 'MASTER_ADMINISTRATOR', reason: 'SUPPORT' } }]);
    expect(transactions.audits).toEqual([{ action: 'account.unlocked', accountId: customer.id, actor, origin: ORIGIN, details: { reason: REASON, status: 'ACTIVE' } }]);
  });

  it('leaves a master’s lock on a sub-administrator, and says so in the answer', async () => {
    const { aCustomer, anAgent, asking, unlock, transactions, accounts } = setUp();
    const { id } = aCustomer({ role: 'SUB_ADMINISTRATOR', status: 'LOCKED', lockedBy: ['MASTER', 'OPERATOR'] });
    expect(await unlock.execute({ unlockedId: id, reason: REASON }, await asking(anAgent()), call())).toMatchObject({ status: 'LOCKED' });
    expect([(await accounts.find(id))?.lockedBy, transactions.facts]).toEqual([['MASTER'], []]);
  });

  it('may be repeated, and tells of a change once', async () => {
    const { aCustomer, anAgent, asking, unlock, transactions } = setUp();
    const { id } = aCustomer({ status: 'LOCKED', lockedBy: ['SUPPORT'] });
    const requester = await asking(anAgent());
    for (let n = 0; n < 2; n++) expect(await unlock.execute({ unlockedId: id, reason: REASON }, requester, call())).toMatchObject({ status: 'ACTIVE' });
    expect(transactions.facts).toHaveLength(1);
  });

  it('finds no closed account, no agent and nobody unknown', async () => {
    const { aCustomer, anAgent, asking, unlock } = setUp();
    const agent = anAgent();
    const requester = await asking(agent);
    for (const { id } of [aCustomer({ status: 'CLOSED' }), anAgent({ status: 'LOCKED', lockedBy: ['OPERATOR'] }), agent, { id: newId() }]) {
      expect(await refusal(unlock.execute({ unlockedId: id, reason: REASON }, requester, call()))).toBe('not-found');
    }
  });
});

describe('operators', () => {
  it('lock, unlock and close accounts of every role, each with the reason on record', async () => {
    const { aCustomer, anAgent, lock, unlock, close, transactions } = setUp();
    const username = freshUsername();
    for (const { id } of [anAgent({ username }), aCustomer({ role: 'SUB_ADMINISTRATOR', status: 'ACTIVE', username })]) {
      expect(await lock.execute({ lockedId: id, reason: REASON }, OPERATOR, call())).toMatchObject({ id, status: 'LOCKED' });
      expect(await unlock.execute({ unlockedId: id, reason: REASON }, OPERATOR, call())).toMatchObject({ id, status: 'ACTIVE' });
      expect(await close.execute({ closedId: id, confirm: username, reason: REASON }, OPERATOR, call())).toMatchObject({ id, status: 'CLOSED' });
      const rows = transactions.audits.filter(({ accountId }) => accountId === id);
      expect(rows.map(({ action, actor, details }) => [action, actor, details?.reason])).toEqual(['locked', 'unlocked', 'closed'].map((done) => [`account.${done}`, { kind: 'OPERATOR' }, REASON]));
    }
  });

  it('close what they name by its username, in any spelling, or its address while there is none', async () => {
    const { aCustomer, close } = setUp();
    const username = freshUsername();
    const [active, invited] = [aCustomer({ status: 'ACTIVE', username }), aCustomer()];
    const refused = (closedId: string, confirm: string) => refusal(close.execute({ closedId, confirm, reason: REASON }, OPERATOR, call()));
    expect([await refused(active.id, active.email), await refused(invited.id, username), await refused(newId(), username)]).toEqual(['validation-failed', 'validation-failed', 'not-found']);
    expect([await refused(active.id, username.toUpperCase()), await refused(invited.id, invited.email)]).toEqual([undefined, undefined]);
  });
});
