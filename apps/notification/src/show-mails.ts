import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MailRenderer } from './rendering/mail-renderer.js';
import { LOCALES, SAMPLE_MAILS } from './rendering/sample-mails.js';

/** Writes one mail of every kind and language into a folder, to be looked at: `node dist/apps/notification/src/show-mails.js <folder>`. */
const folder = process.argv[2] ?? 'var/mails';
const renderer = new MailRenderer({ brand: 'Business Service Portal', portalUrl: 'http://localhost:3000' });

mkdirSync(folder, { recursive: true });
SAMPLE_MAILS.forEach((content, index) => {
  for (const locale of LOCALES) {
    const mail = renderer.render(content, locale);
    const name = join(folder, `${index + 1}-${content.messageType}.${locale}`);
    writeFileSync(`${name}.html`, mail.html);
    writeFileSync(`${name}.txt`, `${mail.subject}\n\n${mail.text}`);
  }
});
process.stdout.write(`${folder}\n`);
