import { describe, expect, it } from '@jest/globals';
import type { Locale } from '../domain/locale.js';
import type { MailContent } from '../domain/mail-content.js';
import { MailRenderer } from './mail-renderer.js';
import { LOCALES, SAMPLE_MAILS } from '../../test/sample-mails.js';

const PORTAL = 'https://portal.example.test';
const renderer = new MailRenderer({ brand: 'Firmenportal <Nord> & Süd', portalUrl: PORTAL });
const render = (content: MailContent, locale: Locale) => ({ content, locale, ...renderer.render(content, locale) });
const all = SAMPLE_MAILS.flatMap((content) => LOCALES.map((locale) => render(content, locale)));
const titleOf = (mail: (typeof all)[number]) => [`${mail.content.messageType} (${mail.locale})`, mail] as const;
const CODE_LINE = /^[A-Za-z0-9-]{6,}$/;

describe.each(all.map(titleOf))('%s', (_title, mail) => {
  const code = 'code' in mail.content.data ? [mail.content.data.code] : [];

  it('has its code alone on a line, and no other line of one such word', () => {
    expect(mail.text.split('\n').map((line) => line.trim()).filter((line) => CODE_LINE.test(line))).toEqual(code);
    expect(mail.text.split('\n').filter((line) => CODE_LINE.test(line))).toEqual(code);
  });

  it('keeps its lines short, but never breaks an address', () => {
    for (const line of mail.text.split('\n')) expect(line.includes(PORTAL) || line.length <= 90).toBe(true);
    expect(mail.text).not.toMatch(/[ \t]$/m);
  });

  it('names the hotline in both parts', () => {
    expect(mail.text.replace(/\s+/g, ' ')).toContain('0800 33 55540');
    expect(mail.html).toContain('href="tel:08003355540"');
  });

  it('links to the sign-in page and the hotline, and to nothing else', () => {
    const links = [...mail.html.matchAll(/(?:href=|src=|url\()\s*["']?([^"')>\s]+)/g)].map((match) => match[1]);
    expect(new Set(links)).toEqual(new Set([...(mail.html.includes(PORTAL) ? [PORTAL] : []), 'tel:08003355540']));
    expect(mail.html.match(/https?:\/\//g) ?? []).toHaveLength(mail.html.includes(PORTAL) ? 2 : 0);
  });

  it('says its language, has one heading of the first order and no table that claims to be data', () => {
    expect(mail.html).toContain(`<html lang="${mail.locale}"`);
    expect(mail.html.match(/<h1/g)).toHaveLength(1);
    expect(mail.html.match(/<table/g)).toHaveLength(mail.html.match(/<table role="presentation"/g)!.length);
  });

  it('carries the brand, escaped', () => {
    expect(mail.html).toContain('Firmenportal &lt;Nord&gt; &amp; Süd');
    expect(mail.html).not.toContain('<Nord>');
    expect(mail.text).toContain('Firmenportal <Nord> & Süd');
  });

  it('leaves nothing unsaid', () => {
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/undefined|null|NaN|Invalid Date|\[object|<%|%>/);
    expect(mail.html.length).toBeLessThan(20_000);
  });

  it('is the same when it is written again', () => {
    expect(render(mail.content, mail.locale)).toEqual(mail);
  });
});

describe('subjects', () => {
  const subjects = (locale: Locale) => Object.fromEntries(all.filter((mail) => mail.locale === locale).map((mail) => [mail.content.messageType, mail.subject]));

  it('of the registration family are the same in every language, the others say what happened', () => {
    const family = { 'activation-code': 'Ihr Business Service Portal Account', 'registration-pending': 'Ihr Business Service Portal Account', 'account-exists': 'Ihr Business Service Portal Account' };
    expect(subjects('de')).toEqual({ ...family, 'account-activated': 'Ihr BSP-Account ist freigeschaltet', 'security-notice': 'Sicherheitshinweis: Eine Ihrer Sitzungen wurde beendet' });
    expect(subjects('en')).toEqual({ ...family, 'account-activated': 'Your BSP account is active', 'security-notice': 'Security notice: one of your sessions has been ended' });
  });
});

describe('the activation code', () => {
  const data = { salutation: 'MR', firstName: 'Max', lastName: 'Muster', code: 'K7QM-4XWD-9TRA-ZP2H', expiresAt: '2026-12-02T13:05:00.000Z' };

  it('is shown with its end in German time, and with a formal greeting', () => {
    const german = render({ messageType: 'activation-code', data }, 'de');
    expect(german.text).toContain('gültig bis 2. Dezember 2026, 14:05 Uhr');
    expect(german.text).toContain('Guten Tag Herr Muster,');
    expect(german.html).toContain('gültig bis 2. Dezember 2026, 14:05 Uhr');
    expect(render({ messageType: 'activation-code', data }, 'en').text).toContain('valid until 2 December 2026, 14:05 (German time)');
    expect(render({ messageType: 'activation-code', data: { ...data, expiresAt: '2026-07-01T22:30:00Z' } }, 'de').text).toContain('gültig bis 2. Juli 2026, 00:30 Uhr');
  });

  it.each(['<script>alert(1)</script>', 'www.evil.example', 'https://evil.example', 'Muster\nABCDEFGH', '"><a href=x>', '<%= it.brand %>'])('does not repeat a name such as %j', (lastName) => {
    for (const locale of LOCALES) {
      const mail = render({ messageType: 'activation-code', data: { ...data, lastName } }, locale);
      expect(`${mail.html}${mail.text}`).not.toMatch(/evil|alert|ABCDEFGH|<a href=x/);
      expect(mail.text).toContain(locale === 'de' ? 'Guten Tag,' : 'Dear customer,');
    }
  });
});
