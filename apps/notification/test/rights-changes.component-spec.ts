import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountActivated, accountClosed, accountLocked, contactDataChanged, type DataOf, sharesChanged, subAdministratorCreated } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { codeIn, eventually, startTestMailbox, type TestMailbox } from '#libs/testing';
import { MESSAGES } from '../src/storage/message.schema.js';
import { freshAddress, NotificationFixture } from './notification-fixture.js';

const bsp = new NotificationFixture();
let mailbox: TestMailbox;
beforeAll(async () => {
  mailbox = await startTestMailbox();
  await bsp.start();
  await Promise.all([bsp.startService(mailbox.smtpUrl), bsp.startService(mailbox.smtpUrl)]);
}, 60_000);
afterAll(async () => {
  await bsp.stop();
  await mailbox.stop();
});

const person = (locale: 'de' | 'en' = 'de') => ({ accountId: newId(), firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH', email: freshAddress(), locale });
const MASTER = 'MASTER_ADMINISTRATOR' as const;

async function holder(changes: Partial<ReturnType<typeof person>> = {}) {
  const account = { ...person(), ...changes };
  await bsp.tell(accountActivated, { ...account, role: MASTER });
  await mailbox.reader.next(account.email, 'account-activated');
  return account;
}

type Share = DataOf<typeof sharesChanged>;
const none = { count: 0, accessNumbers: [] };
const some = { count: 2, accessNumbers: ['022812345678', '022812345679'] };
const transfer = (accountId: string, giver: string, changes: Partial<Share> = {}): Share => ({
  saveId: newId(), actor: { kind: 'SELF', accountId: giver }, accountId, fromAccountId: giver, via: 'TRANSFER', granted: some, revoked: none, cause: 'transfer.saved', ...changes,
});

const idle = () => eventually(async () => expect(await bsp.unhandledFacts()).toBe(0));
const queuedFor = (accountId: string) => bsp.database.collection(MESSAGES).countDocuments({ accountId, messageType: /^rights-/ });
const saidIn = ({ text }: { text: string }) => text.replace(/\s+/g, ' ');

describe('shared rights', () => {
  it('are told to their receiver alone, in one mail for each save, however often the fact comes', async () => {
    const [giver, receiver] = [await holder({ firstName: 'Max', company: 'Beispiel AG' }), await holder()];
    const id = newId();
    const data = transfer(receiver.accountId, giver.accountId, { revoked: { count: 1, accessNumbers: ['022812345670'] } });
    for (let n = 0; n < 3; n++) await bsp.tell(sharesChanged, data, { id });
    const mail = await mailbox.reader.next(receiver.email, 'rights-granted');
    expect(mail.subject).toBe('Ihnen wurden Festnetz-Berechtigungen übertragen');
    expect(saidIn(mail)).toContain('hat Ihnen Max Muster (Beispiel AG) Festnetz-Berechtigungen für 2 Verträge übertragen.');
    expect(saidIn(mail)).toContain('Zugleich wurden Ihnen Festnetz-Berechtigungen für einen Vertrag entzogen.');
    expect(() => codeIn(mail)).toThrow();
    await eventually(() => expect(bsp.toldOf(id)).toEqual(['sent']));
    await idle();
    expect([await queuedFor(receiver.accountId), await queuedFor(giver.accountId)]).toEqual([1, 0]);
  });

  it('that end are told in the receiver\u2019s language, with the giver as they are now', async () => {
    const [giver, receiver] = [await holder(), await holder({ locale: 'en' })];
    await bsp.tell(contactDataChanged, { accountId: giver.accountId, changedFields: ['company'], company: 'Neue Muster AG', locale: 'de' }, { sequence: 2 });
    await idle();
    await bsp.tell(sharesChanged, transfer(receiver.accountId, giver.accountId, { granted: none, revoked: some }));
    const mail = await mailbox.reader.next(receiver.email, 'rights-revoked');
    expect(mail.subject).toBe('Fixed-line rights have been taken from you');
    expect(saidIn(mail)).toContain('Erika Muster (Neue Muster AG) took fixed-line rights for 2 contracts from you.');
  });

  it('that end by what nobody did to the receiver in person are told with the reason and without a name', async () => {
    const [giver, receiver] = [await holder({ firstName: 'Max' }), await holder()];
    const ended = { granted: none, revoked: some, via: 'ASSIGNMENT' as const };
    await bsp.tell(sharesChanged, transfer(receiver.accountId, giver.accountId, { ...ended, actor: { kind: 'CRM' }, cause: 'contract.ended' }));
    const first = await mailbox.reader.next(receiver.email, 'rights-revoked');
    expect(saidIn(first)).toContain('Der Grund: Die Verträge sind beendet.');
    await bsp.tell(sharesChanged, transfer(receiver.accountId, giver.accountId, { ...ended, actor: { kind: 'SELF', accountId: newId() } }));
    await eventually(async () => expect(await mailbox.reader.mails(receiver.email)).toHaveLength(3));
    for (const mail of await mailbox.reader.mails(receiver.email)) expect(mail.text).not.toContain('Max');
  });

  it('are told to a locked account, and to a closed one no more', async () => {
    const [giver, locked, closed] = [newId(), await holder(), await holder()];
    const state = { role: MASTER, reason: 'OPERATOR' as const, actor: { kind: 'OPERATOR' as const } };
    await bsp.tell(accountLocked, { ...state, accountId: locked.accountId }, { sequence: 2 });
    await bsp.tell(accountClosed, { ...state, accountId: closed.accountId }, { sequence: 2 });
    await idle();
    for (const { accountId } of [locked, closed]) await bsp.tell(sharesChanged, transfer(accountId, giver));
    const mail = await mailbox.reader.next(locked.email, 'rights-granted');
    expect(saidIn(mail)).toContain('hat Ihnen ein anderer Masteradministrator Festnetz-Berechtigungen');
    await idle();
    expect(await queuedFor(closed.accountId)).toBe(0);
  });

  it('of an account of which nothing is known yet are told when it becomes known, unless it is closed by then', async () => {
    const [late, gone] = [person(), person()];
    const master = { kind: 'MASTER' as const, accountId: newId() };
    const ids = [newId(), newId()] as const;
    for (const [n, { accountId }] of [late, gone].entries()) {
      for (let again = 0; again < 2; again++) await bsp.tell(sharesChanged, transfer(accountId, master.accountId, { actor: master, via: 'ASSIGNMENT' }), { id: ids[n]! });
    }
    await idle();
    expect([await bsp.held('BSP_DEAD_LETTERS'), await queuedFor(late.accountId)]).toEqual([0, 0]);
    await bsp.tell(accountClosed, { accountId: gone.accountId, role: 'SUB_ADMINISTRATOR', reason: 'MASTER', actor: master }, { sequence: 2 });
    await idle();
    for (const account of [late, gone]) {
      await bsp.tell(subAdministratorCreated, { ...account, role: 'SUB_ADMINISTRATOR', superiorId: master.accountId, expiresAt: '2030-12-02T13:05:00.000Z', actor: master });
    }
    const mail = await mailbox.reader.next(late.email, 'rights-granted');
    expect(saidIn(mail)).toContain('hat Ihnen Ihr Masteradministrator Festnetz-Berechtigungen für 2 Verträge zugewiesen.');
    await eventually(() => expect(bsp.toldOf(ids[0])).toEqual(['sent']));
    await idle();
    expect([await queuedFor(late.accountId), await queuedFor(gone.accountId)]).toEqual([1, 0]);
  });
});
