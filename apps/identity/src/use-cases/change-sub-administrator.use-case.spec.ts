import { describe, expect, it } from '@jest/globals';
import { accountClosed, accountLocked, accountUnlocked, contactDataChanged, sessionEnded, subAdministratorInvitationDelivery } from '#libs/contracts';
import { freshEmail, ORIGIN } from '../../test/builders.js';
import { subAdministratorUseCases } from '../../test/memory/sub-administrator-use-cases.js';
import type { Account } from '../domain/account.js';
import { isOpen } from '../domain/activation-code.js';

/** A master administrator with one sub-administrator, who has accepted unless it says otherwise. */
async function setUp({ accepted = true } = {}) {
  const world = subAdministratorUseCases();
  const master = await world.aMaster();
  const { id, email } = await master.create();
  const subordinate = accepted ? await world.signedIn(await world.activated(id)) : undefined;
  const { transactions, accounts } = world.stores;
  const [facts, rows] = [transactions.facts.length, transactions.audits.length];
  const stored = async () => (await accounts.find(id))!;
  const put = async (state: Partial<Account>) => accounts.put({ ...(await stored()), ...state });
  return {
    ...world, master, id, email, subordinate, stored, put,
    facts: () => transactions.facts.slice(facts).map(({ type, data }) => ({ type, ...data })),
    rows: () => transactions.audits.slice(rows),
  };
}

describe('a mistyped address', () => {
  it('is mended: the code sent to it ends at once, a new one goes to the right one', async () => {
    const { master, id, email: mistyped, mails, storedCode, clock, facts } = await setUp({ accepted: false });
    const email = freshEmail();
    expect(await master.change(id, { email })).toMatchObject({ id, email, status: 'INVITED' });
    const [older, newer] = mails();
    expect([older!.to, newer!.to, newer!.type]).toEqual([mistyped, email, subAdministratorInvitationDelivery.type]);
    expect([isOpen(await storedCode(older!.code), clock.now()), isOpen(await storedCode(newer!.code), clock.now())]).toEqual([false, true]);
    // Nothing names the mistyped address: whoever has it is nobody here.
    expect(facts()).toEqual([{ type: contactDataChanged.type, actor: { kind: 'MASTER', accountId: master.account.id }, accountId: id, changedFields: ['email'], email, locale: 'de' }]);
  });

  it('is on the record of both', async () => {
    const { master, id, email: previousEmail, rows } = await setUp({ accepted: false });
    const email = freshEmail();
    await master.change(id, { email });
    expect(rows()).toMatchObject([
      { action: 'activation-code.sent', accountId: id },
      { action: 'sub-administrator.email-corrected', accountId: master.account.id, actor: { kind: 'SELF' }, origin: ORIGIN, details: { subAdministratorId: id, email, previousEmail } },
      { action: 'sub-administrator.email-corrected', accountId: id, actor: { kind: 'MASTER', accountId: master.account.id }, origin: ORIGIN, details: { email, previousEmail } },
    ]);
  });

  it('mended twice sends one code', async () => {
    const { master, id, mails, facts } = await setUp({ accepted: false });
    const email = freshEmail();
    for (let n = 0; n < 2; n++) expect(await master.change(id, { email })).toMatchObject({ email });
    expect([mails().length, facts().length]).toEqual([2, 1]);
  });

  it('stays what it is once it has been accepted', async () => {
    const { master, id, email, stored, mails } = await setUp();
    await expect(master.change(id, { email: freshEmail(), status: 'LOCKED' })).rejects.toMatchObject({ code: 'validation-failed', errors: [{ field: 'email', rule: 'immutable' }] });
    expect([(await stored()).email, (await stored()).status, mails().length]).toEqual([email, 'ACTIVE', 1]);
  });
});

describe('a lock', () => {
  it('signs the sub-administrator out everywhere, and is on the record of both', async () => {
    const { master, id, subordinate, facts, rows, stored } = await setUp();
    expect(await master.change(id, { status: 'LOCKED' })).toMatchObject({ status: 'LOCKED', invitedUntil: null });
    const actor = { kind: 'MASTER', accountId: master.account.id };
    expect(facts()).toMatchObject([{ type: accountLocked.type, actor, accountId: id, reason: 'MASTER' }, { type: sessionEnded.type, actor, sessionId: subordinate!.session.id, reason: 'LOCKED' }]);
    expect(await stored()).toMatchObject({ lockedBy: ['MASTER'] });
    await expect(subordinate!.superior()).rejects.toMatchObject({ code: 'token-invalid' });
    expect(rows()).toContainEqual(expect.objectContaining({ action: 'account.locked', accountId: id, actor, origin: ORIGIN }));
    expect(rows().at(-1)).toMatchObject({ action: 'sub-administrator.locked', accountId: master.account.id, actor: { kind: 'SELF' }, details: { subAdministratorId: id, status: 'LOCKED' } });
  });

  it('put on or lifted twice is told once', async () => {
    const { master, id, facts, rows } = await setUp();
    for (const status of ['LOCKED', 'LOCKED', 'ACTIVE', 'ACTIVE'] as const) expect(await master.change(id, { status })).toMatchObject({ status });
    expect(facts().filter(({ type }) => type !== sessionEnded.type).map(({ type }) => type)).toEqual([accountLocked.type, accountUnlocked.type]);
    expect(rows().filter(({ accountId }) => accountId === master.account.id).map(({ action }) => action)).toEqual(['sub-administrator.locked', 'sub-administrator.unlocked']);
  });

  it.each(['SUPPORT', 'OPERATOR'] as const)('of %s stays when the master administrator lifts theirs, and the answer says so', async (other) => {
    const { master, id, put, stored, rows } = await setUp();
    await put({ status: 'LOCKED', lockedBy: ['MASTER', other] });
    expect(await master.change(id, { status: 'ACTIVE' })).toMatchObject({ status: 'LOCKED' });
    expect(rows().at(-1)).toMatchObject({ action: 'sub-administrator.unlocked', details: { status: 'LOCKED' } });
    expect(await master.change(id, { status: 'ACTIVE' })).toMatchObject({ status: 'LOCKED' });
    expect(await stored()).toMatchObject({ status: 'LOCKED', lockedBy: [other] });
  });

  it('cannot be put on whoever is invited', async () => {
    const { master, id, stored } = await setUp({ accepted: false });
    for (const status of ['LOCKED', 'ACTIVE'] as const) {
      await expect(master.change(id, { status, email: freshEmail() })).rejects.toMatchObject({ code: 'validation-failed', errors: [{ field: 'status', rule: 'range' }] });
    }
    expect(await stored()).toMatchObject({ status: 'INVITED', version: 1 });
  });
});

describe('a sub-administrator who is removed', () => {
  it('is closed, with every session, and that is on the record of both', async () => {
    const { master, id, subordinate, facts, rows, stored, stores } = await setUp();
    expect(await master.remove(id)).toEqual({});
    expect(facts().map(({ type }) => type)).toEqual([accountClosed.type, sessionEnded.type]);
    expect([(await stored()).status, (await stores.sessions.find(subordinate!.session.id))?.endReason]).toEqual(['CLOSED', 'LOCKED']);
    expect(rows()).toContainEqual(expect.objectContaining({ action: 'account.closed', accountId: id, actor: { kind: 'MASTER', accountId: master.account.id } }));
    expect(rows().at(-1)).toMatchObject({ action: 'sub-administrator.removed', accountId: master.account.id, details: { subAdministratorId: id, name: 'Udo Unterberg', status: 'CLOSED' } });
  });

  it('twice is told and recorded once, and what was told is handed out again', async () => {
    const { master, id, rows, stores: { transactions } } = await setUp();
    await master.remove(id);
    const [told, recorded] = [[...transactions.facts], rows().length];
    expect(await master.remove(id)).toEqual({});
    expect([transactions.facts, rows().length]).toEqual([told, recorded]);
    expect(transactions.recalled).toEqual(told.filter(({ type }) => type === accountClosed.type));
  });

  it('before they have accepted has a code that is worth nothing', async () => {
    const { master, id, mails, storedCode, clock } = await setUp({ accepted: false });
    await master.remove(id);
    expect(isOpen(await storedCode(mails()[0]!.code), clock.now())).toBe(false);
  });
});

describe('the superior', () => {
  it('is shown to sub-administrators as they are now, with exactly the contact data', async () => {
    const { master, subordinate, stores } = await setUp();
    const { account } = master;
    const { firstName, lastName, email, contact } = account;
    expect(await subordinate!.superior()).toEqual({ ...contact, firstName, lastName, email });
    stores.accounts.put({ ...account, contact: { ...contact, street: 'Ring', phone: '+49228987' } });
    expect(await subordinate!.superior()).toMatchObject({ street: 'Ring', phone: '+49228987' });
  });

  it('does not exist for anybody else, nor for whose superior has left', async () => {
    const { id, master, subordinate, aMaster, stores, stored } = await setUp();
    const others = [master, await aMaster({ role: 'SALES_PARTNER' }), await aMaster({ role: 'SUPPORT_AGENT' })];
    for (const person of others) await expect(person.superior()).rejects.toMatchObject({ code: 'not-found' });
    const { superiorId: _superiorId, ...alone } = await stored();
    stores.database.accounts.set(id, alone);
    await expect(subordinate!.superior()).rejects.toMatchObject({ code: 'not-found' });
  });
});
