import { describe, expect, it } from '@jest/globals';
import type { Locale } from '../domain/locale.js';
import type { Initiator, SecurityEvent } from '../domain/mail-content.js';
import { MailRenderer } from './mail-renderer.js';

const PORTAL = 'https://portal.example.test';
const renderer = new MailRenderer({ brand: 'Business Service Portal', portalUrl: PORTAL });

describe('a notice of a link', () => {
  const render = (event: SecurityEvent, by?: Initiator, locale: Locale = 'de') =>
    renderer.render({ messageType: 'security-notice', data: { event, at: '2026-12-02T13:05:00.000Z', customerNumber: '0123456789', ...(by && { by }) } }, locale).text.replace(/\s+/g, ' ');

  it('names the customer number and the time', () => {
    expect(render('customer-linked', 'SELF')).toContain('am 2. Dezember 2026, 14:05 Uhr wurde Ihr BSP-Account mit der Festnetz-Kundennummer 0123456789 verbunden.');
    expect(render('customer-unlinked', 'SELF', 'en')).toContain('your BSP account was disconnected from the fixed-line customer number 0123456789.');
  });

  it('of somebody else tells that another account is connected, and advises to call', () => {
    const text = render('customer-linked-by-other');
    expect(text).toContain('ein weiterer BSP-Account mit der Festnetz-Kundennummer 0123456789 verbunden. Mit ihr ist auch Ihr Account verbunden.');
    expect(text).toContain('Dann wenden Sie sich bitte sofort an den Geschäftskundenservice.');
    expect(text).not.toContain('setzen Sie');
  });

  it('with the customer centre says where to look, and when a link also ends', () => {
    expect(render('customer-centre-linked', 'SELF')).toContain('unter „Verwaltung & Archiv“, „BSP-Zugang verwalten“');
    expect(render('customer-centre-unlinked')).toContain('Das geschieht auch, wenn Ihr Administrationsrecht für den Vertrag endet.');
  });
});

describe('a security notice', () => {
  const said = (event: SecurityEvent, by: Initiator, locale: Locale = 'de') =>
    renderer.render({ messageType: 'security-notice', data: { event, by, at: '2026-12-02T13:05:00.000Z' } }, locale).text.replace(/\s+/g, ' ');

  it.each<[SecurityEvent, Initiator, string]>([
    ['password-changed', 'SELF', 'am 2. Dezember 2026, 14:05 Uhr wurde das Passwort Ihres BSP-Accounts geändert.'],
    ['password-changed', 'SELF', 'Waren Sie das selbst, brauchen Sie nichts zu tun.'],
    ['username-changed', 'SUPPORT', 'Das hat der Geschäftskundenservice auf Ihren Wunsch getan.'],
    ['account-unlocked', 'SUPPORT', 'Das hat der Geschäftskundenservice auf Ihren Wunsch getan.'],
    ['account-locked', 'SUPPORT', 'Das hat der Geschäftskundenservice veranlasst.'],
    ['account-locked', 'MASTER', 'Das hat Ihr Masteradministrator veranlasst.'],
    ['account-closed', 'OPERATOR', 'Das hat der Betrieb des Business Service Portals veranlasst.'],
    ['account-closed', 'OFFBOARDED', 'Anlass ist die Meldung, dass Sie nicht mehr für den Geschäftskundenservice tätig sind.'],
  ])('of %s by %s says who it was', (event, by, sentence) => {
    expect(said(event, by)).toContain(sentence);
  });

  it('tells the old address that a reset would go to the new one, and advises a reset only where it helps', () => {
    expect(said('email-changed-from', 'SELF')).toContain('Auch E-Mails zum Zurücksetzen Ihres Passworts gehen jetzt an die neue Adresse.');
    expect(said('password-changed', 'SELF')).toContain('Dann setzen Sie bitte sofort auf der Anmeldeseite Ihr Passwort zurück');
    expect(said('password-changed', 'SUPPORT')).not.toContain('setzen Sie');
  });

  it('leads to the sign-in page only where one can sign in', () => {
    expect(said('account-unlocked', 'MASTER')).toContain(PORTAL);
    for (const event of ['account-locked', 'account-closed'] as const) expect(said(event, 'MASTER')).not.toContain(PORTAL);
  });
});
