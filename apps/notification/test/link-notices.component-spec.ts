import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountActivated, customerCentreLinked, customerCentreUnlinked, customerLinked, customerUnlinked } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { eventually, startTestMailbox, type TestMailbox } from '#libs/testing';
import { MESSAGES } from '../src/storage/message.schema.js';
import { freshAddress, NotificationFixture } from './notification-fixture.js';

const bsp = new NotificationFixture();
let mailbox: TestMailbox;
beforeAll(async () => {
  mailbox = await startTestMailbox();
  await bsp.start();
  // Two instances: the facts of one save reach both.
  await Promise.all([bsp.startService(mailbox.smtpUrl), bsp.startService(mailbox.smtpUrl)]);
}, 60_000);
afterAll(async () => {
  await bsp.stop();
  await mailbox.stop();
});

const person = (locale: 'de' | 'en' = 'de') => ({ accountId: newId(), firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH', email: freshAddress(), locale });

async function holder(locale: 'de' | 'en' = 'de') {
  const account = person(locale);
  await bsp.tell(accountActivated, { ...account, role: 'MASTER_ADMINISTRATOR' });
  await mailbox.reader.next(account.email, 'account-activated');
  return account;
}

const noticesTo = async (address: string) => (await mailbox.reader.mails(address)).filter((mail) => mail.headers['x-bsp-message-type'] === 'security-notice');
const queuedFor = (accountId: string) => bsp.database.collection(MESSAGES).countDocuments({ accountId, messageType: 'security-notice' });
const saidIn = ({ text }: { text: string }) => text.replace(/\s+/g, ' ');
const link = (accountId: string) => ({ accountId, linkId: newId(), version: 1, customerNumber: '4711000815', accessNumbers: ['030471100'] });

describe('a connected customer number', () => {
  it('is told to its account, and to each of the others without naming anybody, once each, however often the fact comes', async () => {
    const [newcomer, first, second] = [await holder(), await holder('en'), await holder()];
    const id = newId();
    const data = { ...link(newcomer.accountId), others: [first.accountId, second.accountId] };
    for (let n = 0; n < 3; n++) await bsp.tell(customerLinked, data, { id });
    await eventually(async () => expect(await bsp.unhandledFacts()).toBe(0));
    const own = await mailbox.reader.next(newcomer.email, 'security-notice');
    expect(own.subject).toBe('Sicherheitshinweis: Ihr BSP-Account wurde mit einer Festnetz-Kundennummer verbunden');
    expect(saidIn(own)).toContain('mit der Festnetz-Kundennummer 4711000815 verbunden');
    const other = await mailbox.reader.next(first.email, 'security-notice');
    expect(other.subject).toBe('Security notice: another BSP account has been connected with your fixed-line customer number');
    expect(saidIn(other)).toContain('another BSP account was connected with the fixed-line customer number 4711000815');
    expect(other.text).not.toContain(newcomer.email);
    await mailbox.reader.next(second.email, 'security-notice');
    for (const { accountId, email } of [newcomer, first, second]) {
      expect(await queuedFor(accountId)).toBe(1);
      expect(await noticesTo(email)).toHaveLength(1);
    }
    await eventually(() => expect([id, `${id} ${first.accountId}`, `${id} ${second.accountId}`].flatMap((causeId) => bsp.toldOf(causeId))).toEqual(Array(3).fill('sent')));
  });

  it('is told with its number also when the account becomes known only later', async () => {
    const late = person();
    await bsp.tell(customerLinked, { ...link(late.accountId), others: [] });
    await eventually(async () => expect(await bsp.unhandledFacts()).toBe(0));
    await bsp.tell(accountActivated, { ...late, role: 'MASTER_ADMINISTRATOR' });
    expect(saidIn(await mailbox.reader.next(late.email, 'security-notice'))).toContain('4711000815');
  });

  it('that is disconnected is told, too, with whoever did it', async () => {
    const { accountId, email } = await holder();
    await bsp.tell(customerUnlinked, { ...link(accountId), version: 2, actor: { kind: 'OPERATOR' } });
    const notice = await mailbox.reader.next(email, 'security-notice');
    expect(notice.subject).toBe('Sicherheitshinweis: Ihr BSP-Account wurde von einer Festnetz-Kundennummer getrennt');
    expect(saidIn(notice)).toContain('Das hat der Betrieb des Business Service Portals veranlasst.');
  });
});

describe('links with the customer centre', () => {
  const save = (contract: typeof customerCentreLinked, accountId: string, saveId: string, count: number) =>
    Promise.all(Array.from({ length: count }, (_, n) => bsp.tell(contract, { accountId, linkId: newId(), version: 1, accessNumber: `03047110${n}`, product: 'SIP_TRUNK', saveId })));

  it('that one request made or ended are told of in one mail each', async () => {
    const { accountId, email } = await holder();
    const saves = [newId(), newId()] as const;
    await save(customerCentreLinked, accountId, saves[0], 6);
    await save(customerCentreUnlinked, accountId, saves[1], 6);
    await eventually(async () => expect((await noticesTo(email)).map(({ subject }) => subject).sort()).toEqual([
      'Sicherheitshinweis: Eine Verknüpfung mit dem Festnetz-Kundencenter wurde beendet',
      'Sicherheitshinweis: Ihr BSP-Account wurde mit dem Festnetz-Kundencenter verknüpft',
    ]));
    await eventually(async () => expect(await bsp.unhandledFacts()).toBe(0));
    expect(await queuedFor(accountId)).toBe(2);
    for (const notice of await noticesTo(email)) expect(saidIn(notice)).toContain('„BSP-Zugang verwalten“');
  });

  it('of two requests are told of in two mails', async () => {
    const { accountId, email } = await holder();
    for (const saveId of [newId(), newId()]) await save(customerCentreLinked, accountId, saveId, 2);
    await eventually(async () => expect(await noticesTo(email)).toHaveLength(2));
    expect(await queuedFor(accountId)).toBe(2);
  });
});
