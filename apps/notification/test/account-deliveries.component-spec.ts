import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emailConfirmationDelivery, otpCodeDelivery, passwordResetDelivery, subAdministratorInvitationDelivery, usernameReminderDelivery } from '#libs/contracts';
import { newCode, newDigits, newId } from '#libs/kernel';
import { codeIn, eventually, type ReceivedMail, startTestMailbox, type TestMailbox } from '#libs/testing';
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

const PERSON = { salutation: 'MS', firstName: 'Erika', lastName: 'Muster' };
const ACCOUNT = { username: 'erika.muster', role: 'MASTER_ADMINISTRATOR' as const, firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH' };
const OTHER = { ...ACCOUNT, username: 'max_muster', role: 'SUB_ADMINISTRATOR' as const };

/** Gives the same delivery three times; answers the one mail that came of it, once it is reported. */
async function once(messageType: string, to: string, deliver: (options: { id: string }) => Promise<string>): Promise<ReceivedMail> {
  const id = newId();
  for (let n = 0; n < 3; n++) await deliver({ id });
  await eventually(() => expect(bsp.toldOf(id)).toEqual(['sent']));
  await eventually(async () => expect(await bsp.held('BSP_DELIVERIES')).toBe(0));
  const mails = await mailbox.reader.mails(to);
  expect(mails.map((mail) => mail.headers['x-bsp-message-type'])).toEqual([messageType]);
  const kept = await bsp.message(id);
  expect(kept).toMatchObject({ state: 'SENT', messageType, attempts: 1 });
  expect(Object.keys(kept!)).not.toContain('body');
  return mails[0]!;
}

describe('a delivery with a secret gives exactly one mail, however often it comes', () => {
  it('sub-administrator-invitation', async () => {
    const [to, code] = [freshAddress(), newCode(16)];
    const secret = { ...PERSON, to, code, invitedBy: { firstName: 'Max', lastName: 'Beispiel', company: 'Beispiel AG' } };
    const mail = await once('sub-administrator-invitation', to, (options) => bsp.deliver(subAdministratorInvitationDelivery, secret, options));
    expect(mail.subject).toBe('Ihr Business Service Portal Account');
    expect(codeIn(mail)).toBe(code);
    expect(mail.text).toContain('Max Beispiel (Beispiel AG) hat Sie eingeladen');
  });

  it.each([['otp-code', otpCodeDelivery], ['email-confirmation', emailConfirmationDelivery]] as const)('%s', async (messageType, contract) => {
    const [to, code] = [freshAddress(), newDigits(8)];
    const mail = await once(messageType, to, (options) => bsp.deliver(contract, { ...PERSON, to, code }, options));
    expect(codeIn(mail)).toBe(code);
    expect(mail.text).toContain('gültig bis 2. Dezember 2030, 14:05 Uhr');
  });

  it('password-reset, with the token of each account in the order of the accounts', async () => {
    const to = freshAddress();
    const tokens = [newCode(16), newCode(16)] as const;
    const accounts = [{ ...ACCOUNT, token: tokens[0] }, { ...OTHER, token: tokens[1] }];
    const mail = await once('password-reset', to, (options) => bsp.deliver(passwordResetDelivery, { to, accounts }, { ...options, locale: 'en' }));
    expect(mail.subject).toBe('Reset your password for the Business Service Portal');
    const lines = mail.text.split(/\r?\n/);
    expect(lines.filter((line) => /^[A-Za-z0-9-]{6,}$/.test(line.trim()))).toEqual(tokens);
    const places = ['Username: erika.muster', tokens[0], 'Username: max_muster', tokens[1]].map((line) => lines.indexOf(line));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('username-reminder', async () => {
    const to = freshAddress();
    const mail = await once('username-reminder', to, (options) => bsp.deliver(usernameReminderDelivery, { to, accounts: [ACCOUNT, OTHER] }, options));
    expect(mail.text).toContain('Benutzername: erika.muster');
    expect(mail.text).toContain('Benutzername: max_muster');
    expect(() => codeIn(mail)).toThrow();
  });
});
