import type { Locale } from '../domain/locale.js';
import type { MailData } from '../domain/mail-content.js';
import { ACTIVATION_STEPS } from './activation-code.text.js';
import { ACCOUNT_HOTLINE, REGISTRATION_SUBJECT, type MailTexts } from './mail-text.js';
import { dateAndTime, greeting, personWithCompany } from './phrases.js';

/** Capability 11: the code for a sub-administrator, who has not asked for it. */
export const subAdministratorInvitationText: MailTexts<'sub-administrator-invitation'> = {
  de: (data, { portalUrl }) => ({
    subject: REGISTRATION_SUBJECT,
    preview: 'Sie wurden als Unteradministrator eingeladen. Mit Ihrem Freischaltcode aktivieren Sie Ihren BSP-Account.',
    heading: 'Sie sind eingeladen',
    greeting: greeting('de', data),
    blocks: [
      { kind: 'paragraph', text: `${inviter('de', data)} hat Sie eingeladen, als Unteradministrator im Business Service Portal mitzuarbeiten.` },
      { kind: 'paragraph', text: 'Mit diesem Freischaltcode schalten Sie Ihren BSP-Account frei. Welche Verträge Sie dort verwalten, legt Ihr Masteradministrator fest.' },
      {
        kind: 'code',
        label: 'Ihr persönlicher Freischaltcode:',
        code: data.code,
        notes: [...(data.expiresAt ? [`gültig bis ${dateAndTime('de', data.expiresAt)}`] : []), 'einmal verwendbar'],
      },
      ACTIVATION_STEPS.de,
      { kind: 'button', label: 'Zur Anmeldeseite', url: portalUrl },
      { kind: 'paragraph', text: 'Haben Sie mehrere Freischaltcodes erhalten, gilt nur der neueste.' },
      {
        kind: 'notice',
        title: 'Ihr Freischaltcode ist abgelaufen?',
        text: 'Dann bitten Sie Ihren Masteradministrator um einen neuen, oder wenden Sie sich an den Geschäftskundenservice.',
        hotline: ACCOUNT_HOTLINE,
      },
      {
        kind: 'paragraph',
        text: 'Geben Sie den Code an niemanden weiter. Sagt Ihnen diese Einladung nichts, brauchen Sie nichts zu tun: Ohne den Code wird kein Account aktiv.',
      },
    ],
  }),
  en: (data, { portalUrl }) => ({
    subject: REGISTRATION_SUBJECT,
    preview: 'You have been invited as a sub-administrator. Activate your BSP account with your activation code.',
    heading: 'You are invited',
    greeting: greeting('en', data),
    blocks: [
      { kind: 'paragraph', text: `${inviter('en', data)} has invited you to work in the Business Service Portal as a sub-administrator.` },
      { kind: 'paragraph', text: 'Use this activation code to activate your BSP account. Your master administrator decides which contracts you manage there.' },
      {
        kind: 'code',
        label: 'Your personal activation code:',
        code: data.code,
        notes: [...(data.expiresAt ? [`valid until ${dateAndTime('en', data.expiresAt)}`] : []), 'can be used once'],
      },
      ACTIVATION_STEPS.en,
      { kind: 'button', label: 'Go to the sign-in page', url: portalUrl },
      { kind: 'paragraph', text: 'If you have received more than one activation code, only the newest is valid.' },
      {
        kind: 'notice',
        title: 'Has your activation code expired?',
        text: 'Please ask your master administrator for a new one, or call our business customer service.',
        hotline: ACCOUNT_HOTLINE,
      },
      {
        kind: 'paragraph',
        text: 'Do not pass the code on to anybody. If this invitation means nothing to you, you need not do anything: without the code no account becomes active.',
      },
    ],
  }),
};

function inviter(locale: Locale, { invitedBy }: MailData['sub-administrator-invitation']): string {
  return personWithCompany(invitedBy, locale === 'de' ? 'Ein Masteradministrator' : 'A master administrator');
}
