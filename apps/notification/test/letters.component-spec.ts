import { describe, expect, it } from '@jest/globals';
import type { Locale } from '../src/domain/locale.js';
import type { WelcomeLetter } from '../src/domain/welcome-letter.js';
import { LetterRenderer } from '../src/rendering/letter-renderer.js';
import { readPdf } from './read-pdf.js';
import { LONGEST_RECIPIENT, RECIPIENT, sampleLetter } from './sample-letters.js';

const PORTAL = 'https://portal.example.test';
const branding = { brand: 'Business Service Portal', portalUrl: PORTAL, sender: 'Business Service Portal, Postfach 10 00, 12345 Musterstadt' };
const renderer = new LetterRenderer(branding);
const longestBranding = { brand: 'W'.repeat(60), portalUrl: `https://portal.example.test/${'w'.repeat(270)}`, sender: 'W'.repeat(120) };
const LONGEST = { recipient: LONGEST_RECIPIENT, customerNumber: '01234567890123' };

const read = async (letter: WelcomeLetter, locale: Locale = 'de', by = renderer) => readPdf((await by.render(letter, locale)).pdf);
const said = (lines: string[]) => lines.join(' ').replace(/\s+/g, ' ');

describe('a welcome letter on paper', () => {
  it.each<[string, Locale, WelcomeLetter, LetterRenderer]>([
    ['in German', 'de', sampleLetter(), renderer],
    ['in English', 'en', sampleLetter(), renderer],
    ['with the longest fields', 'de', sampleLetter(LONGEST), renderer],
    ['with the longest fields and names of the portal', 'en', sampleLetter(LONGEST), new LetterRenderer(longestBranding)],
  ])('%s is one page A4, with the one-time password alone on one line', async (_name, locale, letter, by) => {
    const { pdf, pages } = await by.render(letter, locale);
    const { lines, sizes } = await readPdf(pdf);
    expect(pages).toBe(1);
    expect(sizes).toEqual([[595, 842]]);
    expect(lines.filter((line) => line.includes(letter.code))).toEqual([letter.code]);
    expect(said(lines)).toContain(letter.customerNumber);
  });

  it('says to whom it goes, when it was made, until when the one-time password is valid, what to do, and whom to call', async () => {
    const { lines } = await read(sampleLetter());
    for (const line of ['Muster & Söhne GmbH & Co. KG', 'Frau Erika Müller-Lüdenscheidt', 'Große Bleichen 12 a', '20354 Hamburg', branding.sender, 'Datum: 22. November 2026']) expect(lines).toContain(line);
    expect(lines).toContain('Ihr Zugang zum Business Service Portal (BSP)');
    const text = said(lines);
    expect(text).toContain('Guten Tag Frau Müller-Lüdenscheidt,');
    expect(text).toContain('Festnetz-Kundennummer 0123456789: K7QM-4XWD-9TRA gültig bis 2. Dezember 2026, 14:05 Uhr, einmal verwendbar');
    expect(text).toContain('„Festnetz-Kundennummer verbinden“');
    expect(text).toContain(`Zur Anmeldeseite: ${PORTAL}`);
    expect(text).toContain('Ihr Einmal-Passwort ist abgelaufen? Dann wenden Sie sich bitte an den Geschäftskundenservice. Tel. 0800 330 1300');
    expect(text).toContain('Mit freundlichen Grüßen Ihr Geschäftskundenservice');
  });

  it('says the same in English, under the subject that the portal names', async () => {
    const { lines } = await read(sampleLetter(), 'en');
    expect(lines).toEqual(expect.arrayContaining(['Ms Erika Müller-Lüdenscheidt', 'Date: 22 November 2026', 'Ihr Zugang zum Business Service Portal (BSP)', 'Dear Ms Müller-Lüdenscheidt,']));
    expect(said(lines)).toContain('K7QM-4XWD-9TRA valid until 2 December 2026, 14:05 (German time), can be used once');
  });

  it('puts the address, and nothing else, into the window of the envelope', async () => {
    for (const recipient of [RECIPIENT, LONGEST_RECIPIENT]) {
      const { texts } = await read(sampleLetter({ recipient }));
      const shown = texts.filter(({ x, y }) => x >= 20 && x < 105 && y > 45 && y < 90);
      expect(shown.every(({ x, width }) => x >= 24.9 && x + width <= 100.5)).toBe(true);
      expect(said(shown.map(({ text }) => text))).not.toMatch(/K7QM|Kundennummer/);
      expect(shown.map(({ text }) => text).join('').replace(/\s/g, '')).toContain(`${recipient.postalCode}${recipient.city}`.replace(/\s/g, ''));
    }
  });

  it('shows every word of the longest fields', async () => {
    const { texts } = await read(sampleLetter(LONGEST));
    const all = texts.map(({ text }) => text).join('').replace(/\s/g, '');
    for (const part of Object.values(LONGEST_RECIPIENT).filter((part) => part !== 'MR')) expect(all).toContain(part.replace(/\s/g, ''));
    expect(texts.every(({ x, y, width }) => x >= 4 && x + width <= 190.5 && y < 290)).toBe(true);
  });

  it.each([
    ['Łukasz', 'Dvořák', 'Łukasz Dvořák'],
    ['Nguyễn', 'Ştefănescu', 'Nguyễn Ştefănescu'],
    ['Ελένη', 'Παπαδοπούλου', 'Ελένη Παπαδοπούλου'],
    ['Наталья', 'Іванова', 'Наталья Іванова'],
    ['李', 'Ærø', '? Ærø'],
    ['A\u202Eb\u200B', 'e\u0301te\u0301 😀', 'A b été ?'],
  ])('of %s %s shows the name as far as there are letters for it', async (firstName, lastName, shown) => {
    const { lines } = await read(sampleLetter({ recipient: { ...RECIPIENT, salutation: 'NONE', firstName, lastName } }));
    expect(lines).toContain(shown);
  });

  it('is the same, byte for byte, when it is written again', async () => {
    const [one, other] = [await renderer.render(sampleLetter(), 'de'), await new LetterRenderer(branding).render(sampleLetter(), 'de')];
    expect(Buffer.from(one.pdf).equals(Buffer.from(other.pdf))).toBe(true);
  });

  it('tells nothing in its properties, and nothing outside of its pages', async () => {
    const { pdf } = await renderer.render(sampleLetter(), 'de');
    const { info } = await readPdf(pdf);
    expect(info).toMatchObject({ Title: 'Ihr Zugang zum Business Service Portal (BSP)', Author: 'Business Service Portal' });
    expect(`${JSON.stringify(info)}${Buffer.from(pdf).toString('latin1')}`).not.toMatch(/K7QM|9TRA|Erika|0123456789/);
  });
});
