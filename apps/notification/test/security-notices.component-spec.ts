import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  accountActivated, accountClosed, accountLocked, accountUnlocked, contactDataChanged, passwordChanged, sessionEnded, subAdministratorCreated, usernameChanged,
} from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually, startTestMailbox, type TestMailbox } from '#libs/testing';
import { MESSAGES } from '../src/storage/message.schema.js';
import { freshAddress, NotificationFixture } from './notification-fixture.js';

const bsp = new NotificationFixture();
let mailbox: TestMailbox;
beforeAll(async () => {
  mailbox = await startTestMailbox();
  await bsp.start();
  await bsp.startService(mailbox.smtpUrl);
}, 60_000);
afterAll(async () => {
  await bsp.stop();
  await mailbox.stop();
});

const person = () => ({ accountId: newId(), firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH', email: freshAddress(), locale: 'de' as const });
const MASTER = 'MASTER_ADMINISTRATOR' as const;

/** An account that notification knows of. */
async function holder() {
  const account = person();
  await bsp.tell(accountActivated, { ...account, role: MASTER });
  await mailbox.reader.next(account.email, 'account-activated');
  return account;
}

/** Subjects of the notices to an address, oldest first. */
const noticesTo = async (address: string) => (await mailbox.reader.mails(address)).filter((mail) => mail.headers['x-bsp-message-type'] === 'security-notice').map((mail) => mail.subject);
const queuedFor = (accountId: string) => bsp.database.collection(MESSAGES).countDocuments({ accountId, messageType: 'security-notice' });
const STATE = { role: MASTER, reason: 'SUPPORT' as const };
const actor = { kind: 'SUPPORT' as const };

type Teller = (accountId: string, id: string) => Promise<string>;
const FACTS: [string, Teller, string][] = [
  ['a changed username', (accountId, id) => bsp.tell(usernameChanged, { accountId }, { id }), 'Ihr Benutzername wurde geändert'],
  ['a changed password', (accountId, id) => bsp.tell(passwordChanged, { accountId }, { id }), 'Ihr Passwort wurde geändert'],
  ['a lock', (accountId, id) => bsp.tell(accountLocked, { ...STATE, accountId, actor }, { id }), 'Ihr BSP-Account wurde gesperrt'],
  ['its end', (accountId, id) => bsp.tell(accountUnlocked, { ...STATE, accountId, actor }, { id }), 'Ihr BSP-Account wurde entsperrt'],
  ['a closure', (accountId, id) => bsp.tell(accountClosed, { ...STATE, accountId, actor }, { id }), 'Ihr BSP-Account wurde geschlossen'],
  ['a reused session', (accountId, id) => bsp.tell(sessionEnded, { accountId, sessionId: newId(), reason: 'REUSE' }, { id }), 'Eine Ihrer Sitzungen wurde beendet'],
];

describe('a security notice', () => {
  it.each(FACTS)('tells the holder of %s once, however often the fact comes', async (_what, tell, subject) => {
    const { accountId, email } = await holder();
    const id = newId();
    for (let n = 0; n < 3; n++) await tell(accountId, id);
    await eventually(() => expect(bsp.toldOf(id)).toEqual(['sent']));
    await eventually(async () => expect(await bsp.unhandledFacts()).toBe(0));
    await eventually(async () => expect(await noticesTo(email)).toEqual([`Sicherheitshinweis: ${subject}`]));
    expect(await queuedFor(accountId)).toBe(1);
  });

  it('goes to the old and to the new address, once each, when the e-mail address changes, whatever is known of the account', async () => {
    const [to, from] = [freshAddress(), freshAddress()];
    const account = person();
    const id = newId();
    const change = { accountId: account.accountId, changedFields: ['email'], email: to, previousEmail: from, locale: 'en' as const };
    // Twice before the account is known, once after: the fact names the addresses, the copy has another one.
    for (let n = 0; n < 2; n++) await bsp.tell(contactDataChanged, change, { id, sequence: 3 });
    await bsp.tell(accountActivated, { ...account, role: MASTER }, { sequence: 2 });
    await bsp.tell(contactDataChanged, change, { id, sequence: 3 });
    await bsp.tell(usernameChanged, { accountId: account.accountId }, { sequence: 4 });
    const changed = 'Security notice: your e-mail address has been changed';
    await eventually(async () => expect((await noticesTo(to)).sort()).toEqual([changed, 'Security notice: your username has been changed']));
    await eventually(async () => expect(await noticesTo(from)).toEqual([changed]));
    expect(await noticesTo(account.email)).toEqual([]);
    expect(await queuedFor(account.accountId)).toBe(3);
    const [old] = await mailbox.reader.mails(from);
    expect(old!.text.replace(/\s+/g, ' ')).toContain('no longer to this one');
    await eventually(() => expect([...bsp.toldOf(id), ...bsp.toldOf(`${id} previous`)]).toEqual(['sent', 'sent']));
  });

  it('is not sent for other contact data', async () => {
    const { accountId, email } = await holder();
    await bsp.tell(contactDataChanged, { accountId, changedFields: ['phone', 'city'], locale: 'de' }, { sequence: 2 });
    await bsp.tell(passwordChanged, { accountId }, { sequence: 3 });
    await eventually(async () => expect(await noticesTo(email)).toEqual(['Sicherheitshinweis: Ihr Passwort wurde geändert']));
    expect(await queuedFor(accountId)).toBe(1);
  });

  it('reaches a sub-administrator who is invited only', async () => {
    const account = person();
    await bsp.tell(subAdministratorCreated, { ...account, role: 'SUB_ADMINISTRATOR', superiorId: newId(), expiresAt: '2030-12-02T13:05:00.000Z', locale: 'en', actor: { kind: 'MASTER' } });
    await bsp.tell(accountClosed, { accountId: account.accountId, role: 'SUB_ADMINISTRATOR', reason: 'MASTER', actor: { kind: 'MASTER' } }, { sequence: 2 });
    const notice = await mailbox.reader.next(account.email, 'security-notice');
    expect(notice.text.replace(/\s+/g, ' ')).toContain('Dear Erika Muster, On');
    expect(notice.text.replace(/\s+/g, ' ')).toContain('your BSP account was closed. Your master administrator arranged this.');
  });

  it('of an account of which nothing is known is no dead letter, and is sent when the account becomes known', async () => {
    const account = person();
    const ids = [newId(), newId()] as const;
    for (let n = 0; n < 2; n++) await bsp.tell(accountClosed, { ...STATE, accountId: account.accountId, actor }, { id: ids[0], sequence: 5 });
    await bsp.tell(passwordChanged, { accountId: account.accountId }, { id: ids[1], sequence: 4 });
    await eventually(async () => expect(await bsp.unhandledFacts()).toBe(0));
    expect(await bsp.held('BSP_DEAD_LETTERS')).toBe(0);
    expect(await queuedFor(account.accountId)).toBe(0);

    for (let n = 0; n < 2; n++) await bsp.tell(accountActivated, { ...account, role: MASTER }, { sequence: 2 });
    await bsp.tell(passwordChanged, { accountId: account.accountId }, { id: ids[1], sequence: 4 });
    await eventually(async () =>
      expect((await noticesTo(account.email)).sort()).toEqual(['Sicherheitshinweis: Ihr BSP-Account wurde geschlossen', 'Sicherheitshinweis: Ihr Passwort wurde geändert']),
    );
    for (const id of ids) await eventually(() => expect(bsp.toldOf(id)).toEqual(['sent']));
    await eventually(async () => expect(await bsp.unhandledFacts()).toBe(0));
    expect(await queuedFor(account.accountId)).toBe(2);
  });
});
