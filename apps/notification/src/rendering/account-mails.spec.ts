import { describe, expect, it } from '@jest/globals';
import type { Locale } from '../domain/locale.js';
import type { MailContent } from '../domain/mail-content.js';
import { MailRenderer } from './mail-renderer.js';

const renderer = new MailRenderer({ brand: 'Business Service Portal', portalUrl: 'https://portal.example.test' });
const render = (content: MailContent, locale: Locale) => renderer.render(content, locale);

describe('one mail for all accounts of an address', () => {
  const account = { username: 'erika.muster', role: 'MASTER_ADMINISTRATOR' as const, firstName: 'Erika', lastName: 'Muster', company: 'Muster GmbH' };
  const other = { ...account, username: 'max_muster', role: 'SUB_ADMINISTRATOR' as const, firstName: 'Max' };
  const expiresAt = '2026-12-02T13:05:00.000Z';

  it('names each, followed by its own token on a line, how long it is valid and that it signs nobody in', () => {
    const content = { messageType: 'password-reset' as const, data: { expiresAt, accounts: [{ ...account, token: 'a'.repeat(32) }, { ...other, token: 'b'.repeat(32) }] } };
    const { text } = render(content, 'de');
    expect(text).toContain(`Account 1 von 2:
Benutzername: erika.muster
Name: Erika Muster
Rolle: Masteradministrator
Unternehmen: Muster GmbH

Code zum Zurücksetzen:

${'a'.repeat(32)}

gültig bis 2. Dezember 2026, 14:05 Uhr
einmal verwendbar`);
    expect(text).toContain(`Benutzername: max_muster\nName: Max Muster\nRolle: Unteradministrator\nUnternehmen: Muster GmbH\n\nCode zum Zurücksetzen:\n\n${'b'.repeat(32)}\n`);
    expect(text).toContain('Der Code meldet niemanden an');
    expect(text).toContain('Guten Tag,\n');
    expect(render(content, 'en').text).toContain('valid until 2 December 2026, 14:05 (German time)');
  });

  it('reminds of every username, and greets by name where all are one person', () => {
    const both = render({ messageType: 'username-reminder', data: { accounts: [account, other] } }, 'de').text;
    expect(both).toContain('Benutzername: erika.muster\n');
    expect(both).toContain('Benutzername: max_muster\n');
    const one = render({ messageType: 'username-reminder', data: { accounts: [account] } }, 'de').text;
    expect(one).toContain('Guten Tag Erika Muster,');
    expect(one).not.toContain('Account 1');
  });
});

describe('an invitation', () => {
  const data = { salutation: 'MR', firstName: 'Max', lastName: 'Muster', code: 'K7QM-4XWD-9TRA-ZP2H', expiresAt: '2026-12-02T13:05:00.000Z' };

  it('says who invites, what to do until when, and whom to call about an expired code', () => {
    const { text } = render({ messageType: 'sub-administrator-invitation', data: { ...data, invitedBy: { firstName: 'Erika', lastName: 'Beispiel', company: 'Beispiel AG' } } }, 'de');
    const said = text.replace(/\s+/g, ' ');
    expect(said).toContain('Guten Tag Herr Muster, Erika Beispiel (Beispiel AG) hat Sie eingeladen, als Unteradministrator');
    expect(said).toContain('gültig bis 2. Dezember 2026, 14:05 Uhr');
    expect(said).toContain('„Zugang jetzt aktivieren“');
    expect(said).toContain('abgelaufen? Dann bitten Sie Ihren Masteradministrator um einen neuen, oder wenden Sie sich an den Geschäftskundenservice. Tel. 0800 33 55540');
  });

  it('repeats no name that could be a message of its own', () => {
    const { text } = render({ messageType: 'sub-administrator-invitation', data: { ...data, invitedBy: { firstName: 'Gewinn', lastName: 'www.evil.example', company: 'evil.example' } } }, 'de');
    expect(text).toContain('Ein Masteradministrator hat Sie eingeladen');
    expect(text).not.toContain('evil');
  });
});
