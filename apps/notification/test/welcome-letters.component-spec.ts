import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { welcomeLetterDelivery } from '#libs/contracts';
import { newCode, newId } from '#libs/kernel';
import { codeIn, eventually, startTestMailbox, type TestMailbox } from '#libs/testing';
import { MESSAGES } from '../src/storage/message.schema.js';
import { freshAddress, NotificationFixture } from './notification-fixture.js';
import { readPdf } from './read-pdf.js';
import { RECIPIENT, sampleLetter } from './sample-letters.js';

const bsp = new NotificationFixture();
let mailbox: TestMailbox;
let home: string;
let folder: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bsp-spool-'));
  folder = join(home, 'letters');
  await mkdir(folder, { mode: 0o700 });
  mailbox = await startTestMailbox();
  await bsp.start();
  await startTwo();
}, 60_000);
afterAll(async () => {
  await bsp.stop();
  await mailbox.stop();
  await rm(home, { recursive: true });
});

/** Two instances, as in production. */
const startTwo = (smtpUrl = mailbox.smtpUrl) => Promise.all([1, 2].map(() => bsp.startService(smtpUrl, { LETTER_SPOOL_DIR: folder })));
const secretOf = (channel: 'EMAIL' | 'LETTER', email?: string) => {
  const issuedAt = new Date().toISOString();
  return { ...sampleLetter({ channel, letterId: newId(), code: newCode(12), issuedAt, expiresAt: '2030-12-02T13:05:00.000Z' }), recipient: { ...RECIPIENT, salutation: 'MS' as const, ...(email && { email }) } };
};
const sent = (causeId: string) => eventually(() => expect(bsp.toldOf(causeId)).toEqual(['sent']), { within: 20_000 });
const manifestOf = async (letterId: string) => (await readFile(join(folder, 'manifest.jsonl'), 'utf8')).split('\n').filter((line) => line.includes(letterId)).map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a one-time password by e-mail', () => {
  it('arrives under the subject that people are told to look for, alone on its line', async () => {
    const secret = secretOf('EMAIL', freshAddress());
    const causeId = newId();
    for (let n = 0; n < 3; n++) await bsp.deliver(welcomeLetterDelivery, secret, { id: causeId });
    await sent(causeId);
    const mails = await mailbox.reader.mails(secret.recipient.email);
    expect(mails.map((mail) => mail.headers['x-bsp-message-type'])).toEqual(['welcome-letter']);
    const [mail] = mails;
    expect(mail!.subject).toBe('Ihr Zugang zum Business Service Portal (BSP)');
    expect(codeIn(mail!)).toBe(secret.code);
    expect(mail!.text).toContain('gültig bis 2. Dezember 2030, 14:05 Uhr');
    await expect(stat(join(folder, `${secret.letterId}.pdf`))).rejects.toThrow();
    expect(Object.keys((await bsp.message(causeId))!)).not.toContain('body');
  });

  it('without an address goes nowhere, and says so', async () => {
    const causeId = await bsp.deliver(welcomeLetterDelivery, secretOf('EMAIL'));
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['failed INVALID_ADDRESS']));
  });
});

describe('a one-time password by post', () => {
  it.each(['de', 'en'] as const)('lies in the spool as one page that can be read, is listed and reported once, and nothing of it is kept (%s)', async (locale) => {
    const secret = secretOf('LETTER', freshAddress());
    const causeId = newId();
    for (let n = 0; n < 3; n++) await bsp.deliver(welcomeLetterDelivery, secret, { id: causeId, locale });
    await sent(causeId);
    await eventually(async () => expect(await bsp.held('BSP_DELIVERIES')).toBe(0));
    const { letterId, customerNumber, issuedAt, expiresAt, code } = secret;
    const pdf = await readFile(join(folder, `${letterId}.pdf`));
    const { lines } = await readPdf(pdf);
    expect(lines).toContain(code);
    expect(lines).toContain(locale === 'de' ? 'Frau Erika Müller-Lüdenscheidt' : 'Ms Erika Müller-Lüdenscheidt');
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    expect(await manifestOf(letterId)).toEqual([{ letterId, customerNumber, file: `${letterId}.pdf`, sha256, pages: 1, issuedAt, expiresAt }]);
    expect(await mailbox.reader.mails(secret.recipient.email)).toEqual([]);
    const kept = await bsp.message(causeId);
    expect(kept).toMatchObject({ state: 'SENT', messageType: 'welcome-letter', channel: 'LETTER', domain: '', attempts: 1, answer: 'spooled' });
    expect(Object.keys(kept!)).not.toContain('body');
    expect(JSON.stringify(await bsp.database.collection(MESSAGES).find().toArray())).not.toMatch(new RegExp(`${code}|Lüdenscheidt|Bleichen`));
  });

  it('waits while the folder is missing, goes out soon after it is there, and holds up no e-mail', async () => {
    await rename(folder, `${folder}.away`);
    const letters = await Promise.all(Array.from({ length: 5 }, async () => {
      const secret = secretOf('LETTER');
      return { secret, causeId: await bsp.deliver(welcomeLetterDelivery, secret) };
    }));
    const mail = await bsp.order(freshAddress());
    await sent(mail.causeId);
    await eventually(async () => expect(await bsp.database.collection(MESSAGES).countDocuments({ state: 'QUEUED', channel: 'LETTER' })).toBe(5));
    expect(letters.flatMap(({ causeId }) => bsp.toldOf(causeId))).toEqual([]);
    await rename(`${folder}.away`, folder);
    for (const { secret, causeId } of letters) {
      await sent(causeId);
      expect(await manifestOf(secret.letterId)).toHaveLength(1);
    }
  }, 60_000);

  it('is given up at last, and its content with it', async () => {
    await rename(folder, `${folder}.away`);
    const causeId = await bsp.deliver(welcomeLetterDelivery, secretOf('LETTER'));
    await eventually(async () => expect(await bsp.message(causeId)).toMatchObject({ state: 'QUEUED', channel: 'LETTER' }));
    await bsp.database.collection(MESSAGES).updateOne({ _id: causeId as never }, { $set: { queuedAt: new Date(Date.now() - 72 * 3_600_000) } });
    await eventually(() => expect(bsp.toldOf(causeId)).toEqual(['failed NOT_DELIVERABLE_IN_TIME']), { within: 20_000 });
    expect(Object.keys((await bsp.message(causeId))!)).not.toContain('body');
    await rename(`${folder}.away`, folder);
  }, 60_000);

  it('goes out while the mail server is away', async () => {
    await bsp.stopServices();
    await startTwo('smtp://127.0.0.1:1');
    const mail = await bsp.order(freshAddress());
    const letters = await Promise.all([1, 2, 3].map(() => bsp.deliver(welcomeLetterDelivery, secretOf('LETTER'))));
    for (const causeId of letters) await sent(causeId);
    expect(bsp.toldOf(mail.causeId)).toEqual([]);
    await bsp.stopServices();
    await startTwo();
    await sent(mail.causeId);
  }, 60_000);

  it('is listed once when it ended between its file and its line, and another instance goes on', async () => {
    const manifest = join(folder, 'manifest.jsonl');
    await rename(manifest, `${manifest}.taken`);
    await symlink('/dev/full', manifest);
    const secret = secretOf('LETTER');
    const causeId = await bsp.deliver(welcomeLetterDelivery, secret);
    const file = join(folder, `${secret.letterId}.pdf`);
    const before = await eventually(() => readFile(file));
    await bsp.stopServices();
    await rm(manifest);
    await rename(`${manifest}.taken`, manifest);
    await startTwo();
    await sent(causeId);
    expect(await readFile(file)).toEqual(before);
    expect(await manifestOf(secret.letterId)).toEqual([expect.objectContaining({ sha256: createHash('sha256').update(before).digest('hex') })]);
  }, 60_000);
});
