import type { Locale } from '../domain/locale.js';
import type { WelcomeLetter } from '../domain/welcome-letter.js';
import { type Block, LETTER_HOTLINE, type MailTexts, type Surroundings, WELCOME_LETTER_SUBJECT } from './mail-text.js';
import { dateAndTime, greeting } from './phrases.js';

/** What a letter on paper can show, too. */
export type LetterBlock = Exclude<Block, { kind: 'account' | 'list' }>;

/** Capability 9: the one-time password that connects a customer number, by e-mail or by post in the same words. */
export const welcomeLetterText: MailTexts<'welcome-letter'> = {
  de: (letter, surroundings) => ({
    subject: WELCOME_LETTER_SUBJECT,
    preview: 'Mit Ihrem Einmal-Passwort verbinden Sie Ihre Festnetz-Kundennummer.',
    heading: 'Ihr Zugang zum Business Service Portal',
    greeting: greeting('de', letter.recipient),
    blocks: letterBlocks('de', letter, surroundings),
  }),
  en: (letter, surroundings) => ({
    subject: WELCOME_LETTER_SUBJECT,
    preview: 'Connect your fixed-line customer number with your one-time password.',
    heading: 'Your access to the Business Service Portal',
    greeting: greeting('en', letter.recipient),
    blocks: letterBlocks('en', letter, surroundings),
  }),
};

export function letterBlocks(locale: Locale, { customerNumber, code, expiresAt }: WelcomeLetter, { portalUrl }: Surroundings): LetterBlock[] {
  const until = dateAndTime(locale, expiresAt);
  return locale === 'de' ? german(customerNumber, code, until, portalUrl) : english(customerNumber, code, until, portalUrl);
}

const german = (customerNumber: string, code: string, until: string, url: string): LetterBlock[] => [
  { kind: 'paragraph', text: 'mit diesem Einmal-Passwort verbinden Sie Ihren BSP-Account mit Ihrer Festnetz-Kundennummer. Danach verwalten Sie deren Verträge im Business Service Portal.' },
  { kind: 'code', label: `Ihr Einmal-Passwort für die Festnetz-Kundennummer ${customerNumber}:`, code, notes: [`gültig bis ${until}`, 'einmal verwendbar'] },
  {
    kind: 'steps',
    title: 'So verbinden Sie Ihre Festnetz-Kundennummer',
    items: [
      'Melden Sie sich als Masteradministrator im Business Service Portal an.',
      'Wählen Sie „Verwaltung & Archiv“, dann „BSP-Zugang verwalten“ und „Festnetz-Kundennummer verbinden“.',
      'Geben Sie das Einmal-Passwort und Ihre Festnetz-Kundennummer ein und wählen Sie „speichern“.',
    ],
  },
  { kind: 'button', label: 'Zur Anmeldeseite', url },
  { kind: 'paragraph', text: 'Sie haben noch keinen BSP-Account? Auf der Anmeldeseite registrieren Sie sich unter „Mein Account“ mit „Jetzt registrieren“.' },
  { kind: 'notice', title: 'Ihr Einmal-Passwort ist abgelaufen?', text: 'Dann wenden Sie sich bitte an den Geschäftskundenservice.', hotline: LETTER_HOTLINE },
  { kind: 'paragraph', text: 'Haben Sie mehrere Einmal-Passwörter erhalten, gilt nur das neueste. Geben Sie es nur an Personen weiter, die Ihre Verträge verwalten sollen.' },
];

const english = (customerNumber: string, code: string, until: string, url: string): LetterBlock[] => [
  { kind: 'paragraph', text: 'With this one-time password you connect your BSP account with your fixed-line customer number. After that you manage its contracts in the Business Service Portal.' },
  { kind: 'code', label: `Your one-time password for the fixed-line customer number ${customerNumber}:`, code, notes: [`valid until ${until}`, 'can be used once'] },
  {
    kind: 'steps',
    title: 'How to connect your fixed-line customer number',
    items: [
      'Sign in to the Business Service Portal as a master administrator.',
      'Choose “Administration & archive”, then “Manage BSP access” and “Connect fixed-line customer number”.',
      'Enter the one-time password and your fixed-line customer number, and choose “Save”.',
    ],
  },
  { kind: 'button', label: 'Go to the sign-in page', url },
  { kind: 'paragraph', text: 'You have no BSP account yet? On the sign-in page, register under “My account” with “Register now”.' },
  { kind: 'notice', title: 'Has your one-time password expired?', text: 'Please call our business customer service.', hotline: LETTER_HOTLINE },
  { kind: 'paragraph', text: 'If you have received more than one one-time password, only the newest is valid. Pass it on only to people who are to manage your contracts.' },
];
