import { describe, expect, it } from '@jest/globals';
import type { Locale } from '../domain/locale.js';
import type { Addressee, RightsChange } from '../domain/mail-content.js';
import { MailRenderer } from './mail-renderer.js';

const renderer = new MailRenderer({ brand: 'Business Service Portal', portalUrl: 'https://portal.example.test' });
const none = { count: 0, accessNumbers: [] };
const two = { count: 2, accessNumbers: ['022812345678', '022812345679'] };
const many = { count: 62, accessNumbers: Array.from({ length: 50 }, (_, n) => `0228123456${10 + n}`) };
const MAX = { firstName: 'Max', lastName: 'Muster', company: 'Muster GmbH' };
const change = (changes: Partial<RightsChange & Addressee>): RightsChange => ({ at: '2026-12-02T13:05:00.000Z', via: 'TRANSFER', granted: none, revoked: none, cause: 'transfer.saved', ...changes });

const mail = (changes: Partial<RightsChange>, locale: Locale = 'de') => {
  const data = change(changes);
  return renderer.render({ messageType: data.granted.count > 0 ? 'rights-granted' : 'rights-revoked', data }, locale);
};
const said = (changes: Partial<RightsChange>, locale: Locale = 'de') => mail(changes, locale).text.replace(/\s+/g, ' ');

describe('a mail about rights that were given', () => {
  it('says who gave them when, and for which access numbers', () => {
    expect(said({ by: MAX, granted: two })).toContain('am 2. Dezember 2026, 14:05 Uhr hat Ihnen Max Muster (Muster GmbH) Festnetz-Berechtigungen für 2 Verträge übertragen.');
    expect(said({ by: MAX, granted: { count: 1, accessNumbers: ['022812345678'] }, via: 'ASSIGNMENT' }, 'en')).toContain('On 2 December 2026, 14:05 (German time) Max Muster (Muster GmbH) assigned fixed-line rights for one contract to you.');
    expect(mail({ by: MAX, granted: two }).text).toContain('Neue Berechtigungen:\n– Zugangsnummer 022812345678\n– Zugangsnummer 022812345679\n');
    expect(mail({ by: MAX, granted: two }, 'en').html).toContain('<li>Access number 022812345678</li>');
  });

  it.each<[RightsChange['via'], Locale, string]>([
    ['TRANSFER', 'de', 'hat Ihnen ein anderer Masteradministrator Festnetz-Berechtigungen für 2 Verträge übertragen.'],
    ['ASSIGNMENT', 'de', 'hat Ihnen Ihr Masteradministrator Festnetz-Berechtigungen für 2 Verträge zugewiesen.'],
    ['TRANSFER', 'en', 'another master administrator transferred fixed-line rights for 2 contracts to you.'],
    ['ASSIGNMENT', 'en', 'your master administrator assigned fixed-line rights for 2 contracts to you.'],
  ])('by %s names nobody where no name may be repeated (%s)', (via, locale, sentence) => {
    expect(said({ via, by: { firstName: 'www.evil.example', lastName: '<b>', company: 'https://evil.example' }, granted: two }, locale)).toContain(sentence);
  });

  it('lists the first of many, and how many more there are', () => {
    const { text, html } = mail({ by: MAX, granted: many });
    expect(text.match(/^– Zugangsnummer \d+$/gm)).toHaveLength(50);
    expect(text).toContain('– und 12 weitere Verträge');
    expect(html.match(/<li>/g)).toHaveLength(51);
    expect(said({ by: MAX, granted: { ...many, count: 51 } }, 'en')).toContain('– and one more contract');
  });

  it('tells also what the same save took', () => {
    expect(said({ by: MAX, granted: two, revoked: many })).toContain('Zugleich wurden Ihnen Festnetz-Berechtigungen für 62 Verträge entzogen. Beendete Berechtigungen: – Zugangsnummer 022812345610');
    expect(said({ by: MAX, granted: two })).not.toContain('Zugleich');
  });
});

describe('a mail about rights that ended', () => {
  it('says who took them, and that others stay', () => {
    const text = said({ by: MAX, revoked: two });
    expect(text).toContain('hat Ihnen Max Muster (Muster GmbH) Festnetz-Berechtigungen für 2 Verträge entzogen.');
    expect(text).toContain('Rechte, die Sie auf anderem Weg haben, bleiben Ihnen. Was Sie von den beendeten an Unteradministratoren zugewiesen hatten, ist mit ihnen beendet.');
    expect(text).not.toContain('Der Grund');
    expect(text).not.toContain('Das ergab sich');
    expect(said({ by: MAX, revoked: two, via: 'ASSIGNMENT' })).not.toContain('an Unteradministratoren');
  });

  it.each([
    ['contract.ended', 'Der Grund: Die Verträge sind beendet.', 'The reason: the contracts have ended.'],
    ['contract.moved', 'Der Grund: Die Verträge gehören jetzt zu einer anderen Kundennummer.', 'the contracts now belong to another customer number.'],
    ['customer.unlinked', 'ist nicht mehr mit der Festnetz-Kundennummer verbunden.', 'is no longer connected with the fixed-line customer number.'],
    ['customer-centre.unlinked', 'Die Verknüpfung mit dem Festnetz-Kundencenter, aus der sie kamen, wurde beendet.', 'the link with the fixed-line customer centre that they came from has been ended.'],
    ['account.closed', 'Der Account, von dem die Berechtigungen kamen, wurde geschlossen.', 'the account that the rights came from has been closed.'],
    ['assignment.expired', 'Die Zuweisung war befristet, und die Frist ist abgelaufen.', 'the assignment was limited in time, and that time is over.'],
    ['something.else', 'Das ergab sich aus einer Änderung der Berechtigungen, auf denen sie beruhten.', 'This followed from a change to the rights that they were based on.'],
  ])('by nobody in person says why: %s', (cause, german, english) => {
    const { subject } = mail({ revoked: two, cause });
    expect(subject).toBe('Festnetz-Berechtigungen, die Sie hatten, sind beendet');
    expect(said({ revoked: two, cause })).toContain('sind Festnetz-Berechtigungen für 2 Verträge beendet worden, die Ihnen übertragen waren.');
    expect(said({ revoked: two, cause })).toContain(german);
    expect(said({ revoked: two, cause }, 'en')).toContain(english);
  });

  it('says whom to ask', () => {
    expect(said({ by: MAX, revoked: two })).toContain('Damit haben Sie nicht gerechnet? Dann fragen Sie bitte den Masteradministrator, dessen Verträge es sind.');
    expect(said({ revoked: two, via: 'ASSIGNMENT', cause: 'assignment.expired' }, 'en')).toContain('Then please ask your master administrator.');
  });
});
