import { expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LetterRenderer } from '../src/rendering/letter-renderer.js';
import { MailRenderer } from '../src/rendering/mail-renderer.js';
import { LONGEST_RECIPIENT, sampleLetter } from './sample-letters.js';
import { LOCALES, SAMPLE_MAILS } from './sample-mails.js';

const FOLDER = join(import.meta.dirname, '../../../var/mails');

it('every mail can be looked at in var/mails, in both languages', () => {
  const renderer = new MailRenderer({ brand: 'Business Service Portal', portalUrl: 'http://localhost:3000' });
  mkdirSync(FOLDER, { recursive: true });
  SAMPLE_MAILS.forEach((content, index) => {
    for (const locale of LOCALES) {
      const mail = renderer.render(content, locale);
      const file = join(FOLDER, `${index + 1}-${content.messageType}.${locale}`);
      writeFileSync(`${file}.html`, mail.html);
      writeFileSync(`${file}.txt`, `${mail.subject}\n\n${mail.text}`);
    }
  });
  expect(readdirSync(FOLDER).length).toBeGreaterThanOrEqual(2 * 2 * SAMPLE_MAILS.length);
});

it('every letter, too', async () => {
  const renderer = new LetterRenderer({ brand: 'Business Service Portal', portalUrl: 'http://localhost:3000', sender: 'Business Service Portal, Postfach 10 00, 12345 Musterstadt' });
  mkdirSync(FOLDER, { recursive: true });
  for (const locale of LOCALES) {
    writeFileSync(join(FOLDER, `letter.${locale}.pdf`), (await renderer.render(sampleLetter(), locale)).pdf);
    writeFileSync(join(FOLDER, `letter-longest.${locale}.pdf`), (await renderer.render(sampleLetter({ recipient: LONGEST_RECIPIENT, customerNumber: '01234567890123' }), locale)).pdf);
  }
  expect(readdirSync(FOLDER).filter((name) => name.endsWith('.pdf'))).toHaveLength(4);
});
