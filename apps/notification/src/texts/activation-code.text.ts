import type { Locale } from '../domain/locale.js';
import { ACCOUNT_HOTLINE, type Block, REGISTRATION_SUBJECT, type MailTexts } from './mail-text.js';
import { dateAndTime, greeting } from './phrases.js';

/** Capability 2, whoever the code is for. */
export const ACTIVATION_STEPS: Record<Locale, Block> = {
  de: {
    kind: 'steps',
    title: 'So schalten Sie Ihren Account frei',
    items: [
      'Öffnen Sie die Anmeldeseite des Business Service Portals.',
      'Wählen Sie im Bereich „Mein Account“ den Link „Freischaltcode eingeben“.',
      'Geben Sie den Freischaltcode ein und wählen Sie „Anfrage senden“.',
      'Vergeben Sie Benutzername und Passwort und wählen Sie „Zugang jetzt aktivieren“.',
    ],
  },
  en: {
    kind: 'steps',
    title: 'How to activate your account',
    items: [
      'Open the sign-in page of the Business Service Portal.',
      'Under “My account”, choose “Enter activation code”.',
      'Enter the activation code and choose “Send request”.',
      'Choose a username and a password, then “Activate access now”.',
    ],
  },
};

/** Capability 1 and 2: the code with which its receiver activates an account. */
export const activationCodeText: MailTexts<'activation-code'> = {
  de: (data, { portalUrl }) => ({
    subject: REGISTRATION_SUBJECT,
    preview: 'Mit Ihrem Freischaltcode aktivieren Sie Ihren BSP-Account.',
    heading: 'Ihr Freischaltcode',
    greeting: greeting('de', data),
    blocks: [
      { kind: 'paragraph', text: 'mit diesem Freischaltcode schalten Sie Ihren BSP-Account frei.' },
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
        text: 'Dann wenden Sie sich bitte an den Geschäftskundenservice.',
        hotline: ACCOUNT_HOTLINE,
      },
      {
        kind: 'paragraph',
        text: 'Geben Sie den Code an niemanden weiter. Haben Sie keinen BSP-Account beantragt, brauchen Sie nichts zu tun: Ohne den Code wird kein Account aktiv.',
      },
    ],
  }),
  en: (data, { portalUrl }) => ({
    subject: REGISTRATION_SUBJECT,
    preview: 'Activate your BSP account with your activation code.',
    heading: 'Your activation code',
    greeting: greeting('en', data),
    blocks: [
      { kind: 'paragraph', text: 'Use this activation code to activate your BSP account.' },
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
        text: 'Please call our business customer service.',
        hotline: ACCOUNT_HOTLINE,
      },
      {
        kind: 'paragraph',
        text: 'Do not pass the code on to anybody. If you have not asked for a BSP account, you need not do anything: without the code no account becomes active.',
      },
    ],
  }),
};
