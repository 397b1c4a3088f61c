import { ACCOUNT_HOTLINE, type MailTexts } from './mail-text.js';
import { dateAndTime, greeting } from './phrases.js';

/** Capability 6: goes to a new e-mail address, which takes effect with this code. */
export const emailConfirmationText: MailTexts<'email-confirmation'> = {
  de: (data, { portalUrl }) => ({
    subject: 'Bitte bestätigen Sie Ihre neue E-Mail-Adresse',
    preview: 'Ihre neue E-Mail-Adresse gilt erst, wenn Sie sie mit dem Code bestätigen.',
    heading: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
    greeting: greeting('de', data),
    blocks: [
      {
        kind: 'paragraph',
        text: 'diese Adresse wurde als neue E-Mail-Adresse Ihres BSP-Accounts angegeben. Mit dem Code bestätigen Sie, dass sie Ihnen gehört. Bis dahin gilt die bisherige.',
      },
      {
        kind: 'code',
        label: 'Ihr Code zur Bestätigung:',
        code: data.code,
        notes: [...(data.expiresAt ? [`gültig bis ${dateAndTime('de', data.expiresAt)}`] : []), 'einmal verwendbar'],
      },
      {
        kind: 'steps',
        title: 'So bestätigen Sie die Adresse',
        items: [
          'Melden Sie sich am Business Service Portal an.',
          'Wählen Sie „Verwaltung & Archiv“, dann „BSP-Zugang verwalten“ und „Kontaktdaten ändern“.',
          'Geben Sie den Code ein.',
        ],
      },
      { kind: 'button', label: 'Zur Anmeldeseite', url: portalUrl },
      {
        kind: 'notice',
        title: 'Die Änderung kam nicht von Ihnen?',
        text: 'Dann geben Sie den Code an niemanden weiter: Ohne ihn ändert sich nichts. Bei Fragen hilft Ihnen der Geschäftskundenservice.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
  en: (data, { portalUrl }) => ({
    subject: 'Please confirm your new e-mail address',
    preview: 'Your new e-mail address takes effect when you confirm it with the code.',
    heading: 'Confirm your new e-mail address',
    greeting: greeting('en', data),
    blocks: [
      {
        kind: 'paragraph',
        text: 'This address has been given as the new e-mail address of your BSP account. With the code you confirm that it is yours. Until then the present one stays in force.',
      },
      {
        kind: 'code',
        label: 'Your confirmation code:',
        code: data.code,
        notes: [...(data.expiresAt ? [`valid until ${dateAndTime('en', data.expiresAt)}`] : []), 'can be used once'],
      },
      {
        kind: 'steps',
        title: 'How to confirm the address',
        items: [
          'Sign in to the Business Service Portal.',
          'Choose “Administration & archive”, then “Manage BSP access” and “Change contact data”.',
          'Enter the code.',
        ],
      },
      { kind: 'button', label: 'Go to the sign-in page', url: portalUrl },
      {
        kind: 'notice',
        title: 'Was it not you who changed it?',
        text: 'Then do not pass the code on to anybody: without it nothing changes. If you have questions, please call our business customer service.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
};
