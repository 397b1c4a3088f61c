import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accountActivated, contactDataChanged, registrationPending, registrationRefusedExisting, sessionEnded } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { codeIn, eventually, startTestMailbox, type TestMailbox } from '#libs/testing';
import { freshAddress, NotificationFixture } from './notification-fixture.js';

const bsp = new NotificationFixture();
let mailbox: TestMailbox;
beforeAll(async () => {
  mailbox = await startTestMailbox();
  await bsp.start();
  await bsp.startService(mailbox.smtpUrl, { PORTAL_URL: 'https://portal.example.test', MAIL_FROM: 'Portal <portal@example.test>' });
}, 60_000);
afterAll(async () => {
  await bsp.stop();
  await mailbox.stop();
});

const REGISTRATION = { customerNumber: '0123456789', locale: 'de' as const, expiresAt: '2026-12-02T13:05:00.000Z' };
const account = (email: string) => ({ accountId: newId(), role: 'MASTER_ADMINISTRATOR' as const, firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH', email, locale: 'de' as const });

describe('an e-mail', () => {
  it('with an activation code arrives, is reported, and nothing of it is kept', async () => {
    const { causeId, to, code } = await bsp.order(freshAddress());
    const mail = await mailbox.reader.next(to, 'activation-code');
    expect(codeIn(mail)).toBe(code);
    expect(mail.subject).toBe('Ihr Business Service Portal Account');
    expect(mail.text).toContain('gültig bis 2. Dezember 2030, 14:05 Uhr');
    expect(mail.headers).toMatchObject({
      'message-id': `<${causeId}@example.test>`,
      'auto-submitted': 'auto-generated',
      'content-language': 'de',
    });
    expect(mail.to).toEqual([expect.objectContaining({ address: to })]);
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['sent']));
    const kept = await bsp.message(causeId);
    expect(kept).toMatchObject({ state: 'SENT', domain: 'example.test', attempts: 1, answer: '250' });
    expect(Object.keys(kept!)).not.toContain('body');
    expect(JSON.stringify(kept)).not.toContain(to);
  });

  it('follows each outcome of a registration, in the language asked for', async () => {
    const [pending, existing] = [freshAddress(), freshAddress()];
    await bsp.tell(registrationPending, { ...REGISTRATION, registrationId: newId(), email: pending });
    await bsp.tell(registrationRefusedExisting, { ...REGISTRATION, locale: 'en', registrationId: newId(), email: existing });
    const first = await mailbox.reader.next(pending, 'registration-pending');
    const second = await mailbox.reader.next(existing, 'account-exists');
    expect([first.subject, second.subject]).toEqual(Array(2).fill('Ihr Business Service Portal Account'));
    expect(first.text).toContain('0800 33 55540');
    expect(second.headers['content-language']).toBe('en');
    expect(second.text).toContain('https://portal.example.test');
  });

  it('tells the holder of a session that was ended because its token was used twice, at the newest address', async () => {
    const [old, current] = [freshAddress(), freshAddress()];
    const holder = account(old);
    // The newest fact first, and the session before anything is known of its account.
    const causeId = await bsp.tell(sessionEnded, { accountId: holder.accountId, sessionId: newId(), reason: 'REUSE' });
    await bsp.tell(contactDataChanged, { accountId: holder.accountId, changedFields: ['email'], email: current, locale: 'en' }, { sequence: 3 });
    await bsp.tell(accountActivated, holder, { sequence: 2 });
    const notice = await mailbox.reader.next(current, 'security-notice');
    expect(notice.subject).toBe('Security notice: one of your sessions has been ended');
    expect(notice.headers['message-id']).toBe(`<${causeId}@example.test>`);
    expect((await mailbox.reader.next(old, 'account-activated')).text).toContain('Guten Tag Erika Muster,');
  });

  it('is not sent for a session that ended by itself', async () => {
    const holder = account(freshAddress());
    await bsp.tell(accountActivated, holder);
    await mailbox.reader.next(holder.email, 'account-activated');
    for (const reason of ['SIGN_OUT', 'EXPIRED', 'PASSWORD'] as const) await bsp.tell(sessionEnded, { accountId: holder.accountId, sessionId: newId(), reason });
    await bsp.order(holder.email);
    await mailbox.reader.next(holder.email, 'activation-code');
    expect((await mailbox.reader.mails(holder.email)).map((mail) => mail.headers['x-bsp-message-type']).sort()).toEqual(['account-activated', 'activation-code']);
  });

  it('is sent once, however often its cause arrives', async () => {
    const to = freshAddress();
    const id = newId();
    const data = { ...REGISTRATION, registrationId: newId(), email: to };
    for (let n = 0; n < 5; n++) await bsp.tell(registrationPending, data, { id });
    await bsp.order(to);
    await mailbox.reader.next(to, 'activation-code');
    await eventually(() => expect(bsp.toldOf(id)).toEqual(['sent']));
    expect((await mailbox.reader.mails(to)).filter((mail) => mail.headers['x-bsp-message-type'] === 'registration-pending')).toHaveLength(1);
  });

  it.each(['a@example.test, b@example.test', 'Erika <a@example.test>', 'a@example.test\r\nBcc: b@example.test', 'nobody'])('goes nowhere for what is not exactly one address: %j', async (to) => {
    const before = (await mailbox.reader.mails()).length;
    const { causeId } = await bsp.order(to);
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['failed INVALID_ADDRESS']));
    expect(await bsp.message(causeId)).toMatchObject({ state: 'FAILED', reason: 'INVALID_ADDRESS' });
    expect(await mailbox.reader.mails()).toHaveLength(before);
  });
});
