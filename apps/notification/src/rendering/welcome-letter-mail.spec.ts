import { describe, expect, it } from '@jest/globals';
import { sampleLetter } from '../../test/sample-letters.js';
import type { Locale } from '../domain/locale.js';
import { MailRenderer } from './mail-renderer.js';

const PORTAL = 'https://portal.example.test';
const renderer = new MailRenderer({ brand: 'Business Service Portal', portalUrl: PORTAL });
const render = (locale: Locale) => renderer.render({ messageType: 'welcome-letter', data: sampleLetter({ channel: 'EMAIL' }) }, locale);
const said = (locale: Locale) => render(locale).text.replace(/\s+/g, ' ');

describe('the e-mail with a one-time password', () => {
  it('says for which customer number, until when in German time, and what to do', () => {
    const text = said('de');
    expect(text).toContain('Guten Tag Frau Müller-Lüdenscheidt,');
    expect(text).toContain('Ihr Einmal-Passwort für die Festnetz-Kundennummer 0123456789: K7QM-4XWD-9TRA gültig bis 2. Dezember 2026, 14:05 Uhr einmal verwendbar');
    expect(text).toContain('„Verwaltung & Archiv“, dann „BSP-Zugang verwalten“ und „Festnetz-Kundennummer verbinden“');
    expect(text).toContain(PORTAL);
    expect(text).toContain('abgelaufen? Dann wenden Sie sich bitte an den Geschäftskundenservice. Tel. 0800 330 1300');
  });

  it('says the same in English', () => {
    const text = said('en');
    expect(text).toContain('Dear Ms Müller-Lüdenscheidt,');
    expect(text).toContain('customer number 0123456789: K7QM-4XWD-9TRA valid until 2 December 2026, 14:05 (German time) can be used once');
    expect(text).toContain('“Connect fixed-line customer number”');
    expect(text).toContain('0800 330 1300');
  });

  it('names neither street nor company: it may be read by others', () => {
    for (const locale of ['de', 'en'] as const) expect(`${render(locale).text}${render(locale).html}`).not.toMatch(/Bleichen|Söhne|Hamburg/);
  });
});
