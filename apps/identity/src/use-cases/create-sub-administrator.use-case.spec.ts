import { describe, expect, it } from '@jest/globals';
import { subAdministratorCreated, subAdministratorInvitationDelivery } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { aSubAdministrator, freshEmail, ORIGIN } from '../../test/builders.js';
import { subAdministratorUseCases } from '../../test/memory/sub-administrator-use-cases.js';
import { invitedSubAdministrator } from '../domain/sub-administrator.js';

describe('a sub-administrator who is created', () => {
  it('is invited by e-mail, in the name of who invites, at whose company they work', async () => {
    const { aMaster, stores, mails, clock } = subAdministratorUseCases();
    const master = await aMaster();
    const form = aSubAdministrator({ locale: 'en' });
    const created = await master.create(form);
    const { email, firstName, lastName } = form;
    const invitedUntil = new Date(clock.now().getTime() + 240 * 3_600_000).toISOString();
    expect(created).toEqual({ id: created.id, username: null, firstName, lastName, email, status: 'INVITED', invitedUntil, lastLoginAt: null });
    const { contact, firstName: first, lastName: last } = master.account;
    expect(mails()).toMatchObject([
      { type: subAdministratorInvitationDelivery.type, to: email, data: { locale: 'en', accountId: created.id }, invitedBy: { firstName: first, lastName: last, company: contact.company } },
    ]);
    expect(await stores.accounts.find(created.id)).toMatchObject({ role: 'SUB_ADMINISTRATOR', superiorId: master.account.id, contact: { company: contact.company } });
    expect(await master.get(created.id)).toEqual(created);
  });

  it('is told to other services, and to both of them what happened', async () => {
    const { aMaster, stores } = subAdministratorUseCases();
    const master = await aMaster();
    const form = aSubAdministrator();
    const { id: accountId, invitedUntil: expiresAt } = await master.create(form);
    const { email, firstName, lastName, locale } = form;
    const actor = { kind: 'MASTER', accountId: master.account.id };
    const company = master.account.contact.company;
    expect(stores.transactions.facts).toEqual([
      { type: subAdministratorCreated.type, subject: accountId, sequence: 1, data: { actor, accountId, role: 'SUB_ADMINISTRATOR', firstName, lastName, company, email, locale, superiorId: master.account.id, expiresAt } },
    ]);
    const own = { kind: 'SELF', accountId: master.account.id };
    expect(stores.transactions.audits).toEqual([
      { action: 'activation-code.sent', accountId, actor, details: { codeId: expect.any(String), expiresAt } },
      { action: 'sub-administrator.created', accountId: master.account.id, actor: own, origin: ORIGIN, details: { subAdministratorId: accountId, name: 'Udo Unterberg', status: 'INVITED' } },
      { action: 'sub-administrator.created', accountId, actor, origin: ORIGIN },
    ]);
  });

  it('may share an e-mail address, with a master administrator too, but an address is not flooded', async () => {
    const { aMaster, mails } = subAdministratorUseCases();
    const [master, other] = [await aMaster(), await aMaster()];
    const form = aSubAdministrator({ email: other.account.email });
    for (let n = 0; n < 10; n++) await master.create(form);
    await expect(master.create(form)).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 3_600 } });
    expect((await master.list()).items).toHaveLength(10);
    await master.create();
    // One master administrator does not use up the share of another.
    await other.create(form);
    expect(mails()).toHaveLength(12);
  });

  it('is one of at most a thousand who were not removed', async () => {
    const { aMaster, stores, clock } = subAdministratorUseCases();
    const master = await aMaster();
    const put = (status: 'ACTIVE' | 'CLOSED') => stores.accounts.put({ ...invitedSubAdministrator(aSubAdministrator(), master.account, clock.now()), status });
    for (let n = 0; n < 999; n++) put('ACTIVE');
    put('CLOSED');
    const { id } = await master.create();
    await expect(master.create()).rejects.toMatchObject({ code: 'limit-reached' });
    await master.remove(id);
    await master.create();
  });
});

describe('a new code', () => {
  it('ends the older one, and is on the record of both', async () => {
    const { aMaster, stores, mails, storedCode, clock } = subAdministratorUseCases();
    const master = await aMaster();
    const { id, invitedUntil } = await master.create();
    clock.advance(60_000);
    expect(await master.reissue(id)).toEqual({});
    const [older, newer] = mails();
    expect([newer!.type, (await storedCode(older!.code)).replacedAt, (await storedCode(newer!.code)).replacedAt]).toEqual([subAdministratorInvitationDelivery.type, clock.now(), undefined]);
    expect(new Date((await master.get(id)).invitedUntil!).getTime() - new Date(invitedUntil!).getTime()).toBe(60_000);
    expect(stores.transactions.audits.slice(-2)).toMatchObject([
      { action: 'activation-code.sent', accountId: id, actor: { kind: 'MASTER' } },
      { action: 'sub-administrator.code-sent', accountId: master.account.id, actor: { kind: 'SELF' }, origin: ORIGIN, details: { subAdministratorId: id } },
    ]);
  });

  it('does not exist for whoever is not invited any more', async () => {
    const { aMaster, activated, mails } = subAdministratorUseCases();
    const master = await aMaster();
    const { id } = await master.create();
    await activated(id);
    await expect(master.reissue(id)).rejects.toMatchObject({ code: 'not-found' });
    expect(mails()).toHaveLength(1);
    expect((await master.get(id)).invitedUntil).toBeNull();
  });

  it('is sent as often as is good for the address and for the account', async () => {
    const { aMaster, mails, clock } = subAdministratorUseCases();
    const master = await aMaster();
    const { id } = await master.create();
    for (let n = 1; n < 10; n++) await master.reissue(id);
    await expect(master.reissue(id)).rejects.toMatchObject({ code: 'too-many-attempts', params: { retryAfter: 3_600 } });
    await expect(master.change(id, { email: freshEmail() })).rejects.toMatchObject({ code: 'too-many-attempts' });
    expect(mails()).toHaveLength(10);
    clock.advance(3_600_000);
    await master.reissue(id);
  });
});

describe('the list', () => {
  it('shows the newest first, page by page', async () => {
    const { aMaster } = subAdministratorUseCases();
    const master = await aMaster();
    const ids = [await master.create(), await master.create(), await master.create()].map(({ id }) => id).reverse();
    const first = await master.list({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(await master.list({ limit: 2, cursor: first.nextCursor! })).toMatchObject({ items: [{ id: ids[2] }], nextCursor: null });
    await expect(master.list({ cursor: newId() })).rejects.toMatchObject({ code: 'validation-failed', errors: [{ field: 'cursor', rule: 'format' }] });
  });
});
