import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Locale } from '../domain/locale.js';
import type { MailContent } from '../domain/mail-content.js';
import { MailRenderer } from './mail-renderer.js';
import { LOCALES, SAMPLE_MAILS } from '../../test/sample-mails.js';

const PORTAL = 'https://portal.example.test';
const renderer = new MailRenderer({ brand: 'Firmenportal <Nord> & Süd', portalUrl: PORTAL });
const render = (content: MailContent, locale: Locale) => ({ content, locale, ...renderer.render(content, locale) });
const all = SAMPLE_MAILS.flatMap((content) => LOCALES.map((locale) => render(content, locale)));
const titleOf = (mail: (typeof all)[number]) => [`${mail.content.messageType} (${mail.locale})`, mail] as const;
/** One-time passwords have a number of their own. */
const hotlineOf = ({ messageType }: MailContent) => (messageType === 'welcome-letter' ? '0800 330 1300' : '0800 33 55540');
const CODE_LINE = /^[A-Za-z0-9-]{6,}$/;

/** The codes and tokens of a mail, in reading order. */
function secretsOf({ data }: MailContent): string[] {
  if ('code' in data) return [data.code];
  return 'accounts' in data ? data.accounts.flatMap((account) => ('token' in account ? [account.token as string] : [])) : [];
}

describe.each(all.map(titleOf))('%s', (_title, mail) => {
  it('has its codes and tokens alone on a line each, and no other line of one such word', () => {
    expect(mail.text.split('\n').map((line) => line.trim()).filter((line) => CODE_LINE.test(line))).toEqual(secretsOf(mail.content));
    expect(mail.text.split('\n').filter((line) => CODE_LINE.test(line))).toEqual(secretsOf(mail.content));
  });

  it('keeps its lines short, but never breaks an address', () => {
    for (const line of mail.text.split('\n')) expect(line.includes(PORTAL) || line.length <= 90).toBe(true);
    expect(mail.text).not.toMatch(/[ \t]$/m);
  });

  it('names the hotline in both parts', () => {
    expect(mail.text.replace(/\s+/g, ' ')).toContain(hotlineOf(mail.content));
    expect(mail.html).toContain(`href="tel:${hotlineOf(mail.content).replaceAll(' ', '')}"`);
  });

  it('links to the sign-in page and the hotline, and to nothing else', () => {
    const links = [...mail.html.matchAll(/(?:href=|src=|url\()\s*["']?([^"')>\s]+)/g)].map((match) => match[1]);
    expect(new Set(links)).toEqual(new Set([...(mail.html.includes(PORTAL) ? [PORTAL] : []), `tel:${hotlineOf(mail.content).replaceAll(' ', '')}`]));
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
  const FAMILY = ['activation-code', 'registration-pending', 'account-exists', 'sub-administrator-invitation'];
  const subjects = (locale: Locale) =>
    Object.fromEntries(
      all.filter((mail) => mail.locale === locale && !FAMILY.includes(mail.content.messageType))
        .map(({ content, subject }) => [content.messageType === 'security-notice' ? content.data.event : content.messageType, subject]),
    );

  it('of the registration family and invitations are the same in every language', () => {
    const family = all.filter((mail) => FAMILY.includes(mail.content.messageType)).map((mail) => mail.subject);
    expect(new Set(family)).toEqual(new Set(['Ihr Business Service Portal Account']));
  });

  it('of the others say what happened', () => {
    expect(subjects('de')).toEqual({
      'account-activated': 'Ihr BSP-Account ist freigeschaltet',
      'otp-code': 'Ihr Code für die Anmeldung am Business Service Portal',
      'email-confirmation': 'Bitte bestätigen Sie Ihre neue E-Mail-Adresse',
      'password-reset': 'Ihr Passwort für das Business Service Portal zurücksetzen',
      'username-reminder': 'Ihr Benutzername für das Business Service Portal',
      'welcome-letter': 'Ihr Zugang zum Business Service Portal (BSP)',
      'session-token-reused': 'Sicherheitshinweis: Eine Ihrer Sitzungen wurde beendet',
      'username-changed': 'Sicherheitshinweis: Ihr Benutzername wurde geändert',
      'password-changed': 'Sicherheitshinweis: Ihr Passwort wurde geändert',
      'email-changed-to': 'Sicherheitshinweis: Ihre E-Mail-Adresse wurde geändert',
      'email-changed-from': 'Sicherheitshinweis: Ihre E-Mail-Adresse wurde geändert',
      'account-locked': 'Sicherheitshinweis: Ihr BSP-Account wurde gesperrt',
      'account-unlocked': 'Sicherheitshinweis: Ihr BSP-Account wurde entsperrt',
      'account-closed': 'Sicherheitshinweis: Ihr BSP-Account wurde geschlossen',
      'customer-linked': 'Sicherheitshinweis: Ihr BSP-Account wurde mit einer Festnetz-Kundennummer verbunden',
      'customer-linked-by-other': 'Sicherheitshinweis: Ein weiterer BSP-Account wurde mit Ihrer Festnetz-Kundennummer verbunden',
      'customer-unlinked': 'Sicherheitshinweis: Ihr BSP-Account wurde von einer Festnetz-Kundennummer getrennt',
      'customer-centre-linked': 'Sicherheitshinweis: Ihr BSP-Account wurde mit dem Festnetz-Kundencenter verknüpft',
      'customer-centre-unlinked': 'Sicherheitshinweis: Eine Verknüpfung mit dem Festnetz-Kundencenter wurde beendet',
      'rights-granted': 'Ihnen wurden Festnetz-Berechtigungen übertragen',
      'rights-revoked': 'Ihnen wurden Festnetz-Berechtigungen entzogen',
    });
    expect(subjects('en')).toEqual({
      'account-activated': 'Your BSP account is active',
      'otp-code': 'Your code for signing in to the Business Service Portal',
      'email-confirmation': 'Please confirm your new e-mail address',
      'password-reset': 'Reset your password for the Business Service Portal',
      'username-reminder': 'Your username for the Business Service Portal',
      'welcome-letter': 'Ihr Zugang zum Business Service Portal (BSP)',
      'session-token-reused': 'Security notice: one of your sessions has been ended',
      'username-changed': 'Security notice: your username has been changed',
      'password-changed': 'Security notice: your password has been changed',
      'email-changed-to': 'Security notice: your e-mail address has been changed',
      'email-changed-from': 'Security notice: your e-mail address has been changed',
      'account-locked': 'Security notice: your BSP account has been locked',
      'account-unlocked': 'Security notice: your BSP account has been unlocked',
      'account-closed': 'Security notice: your BSP account has been closed',
      'customer-linked': 'Security notice: your BSP account has been connected with a fixed-line customer number',
      'customer-linked-by-other': 'Security notice: another BSP account has been connected with your fixed-line customer number',
      'customer-unlinked': 'Security notice: your BSP account has been disconnected from a fixed-line customer number',
      'customer-centre-linked': 'Security notice: your BSP account has been linked with the fixed-line customer centre',
      'customer-centre-unlinked': 'Security notice: a link with the fixed-line customer centre has been ended',
      'rights-granted': 'Fixed-line rights have been transferred to you',
      'rights-revoked': 'Fixed-line rights have been taken from you',
    });
  });
});

describe('words typed by others', () => {
  const NASTY = [
    'ABCDEFGH', 'K7QM-4XWD-9TRA-ZP2H', 'A'.repeat(40), 'Muster\nABCDEFGH', 'ABCDEFGH\r\nZYXWVU', 'ABCDEFGH\u2028ZYXWVU', ' ABCDEFGH ', '<b>Muster</b>', 'www.evil.example',
    `${'A'.repeat(35)} Muste`, 'Masteradministrator', '40718293', '<%= it.brand %>', '', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ123456',
  ];
  const word = fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 60 }), fc.stringMatching(/^[A-Za-z][A-Za-z-]{5,38}[A-Za-z]$/));
  /** Every text of a sample that people type, replaced by what fast-check draws; codes, roles and instants stay. */
  const nasty = (content: MailContent, typed: () => string): MailContent =>
    JSON.parse(JSON.stringify(content), (key, value: unknown) => (['firstName', 'lastName', 'company', 'username'].includes(key) ? typed() : value)) as MailContent;

  it.each(LOCALES)('never stand alone on a line like a code (%s)', (locale) => {
    fc.assert(fc.property(fc.constantFrom(...SAMPLE_MAILS), fc.array(word, { minLength: 1, maxLength: 7 }), (sample, words) => {
      let drawn = 0;
      const mail = render(nasty(sample, () => words[drawn++ % words.length]!), locale);
      const lines = mail.text.split(/[\n\r\u0085\u2028\u2029]/).map((line) => line.trim());
      expect(lines.filter((line) => CODE_LINE.test(line))).toEqual(secretsOf(sample));
    }), { numRuns: 1_000 });
  });

  it('are never taken for markup, and only usernames may look like an address', () => {
    for (const sample of SAMPLE_MAILS) {
      const markup = render(nasty(sample, () => '<a href="https://evil.example">x</a>'), 'de');
      expect(markup.html).not.toContain('<a href="https://evil');
      const named = JSON.parse(JSON.stringify(sample), (key, value: unknown) => (['firstName', 'lastName', 'company'].includes(key) ? 'www.evil.example' : value)) as MailContent;
      expect(`${render(named, 'de').text}${render(named, 'en').html}`).not.toContain('evil');
    }
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
