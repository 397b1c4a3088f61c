import { ACCOUNT_HOTLINE, REGISTRATION_SUBJECT, type MailTexts } from './mail-text.js';
import { greeting } from './phrases.js';

/** Capability 1: the address belongs to a master administrator already. It names neither the account nor who asked. */
export const accountExistsText: MailTexts<'account-exists'> = {
  de: (_data, { portalUrl }) => ({
    subject: REGISTRATION_SUBJECT,
    preview: 'Zu dieser E-Mail-Adresse gibt es bereits einen BSP-Account.',
    heading: 'Sie haben bereits einen BSP-Account',
    greeting: greeting('de'),
    blocks: [
      {
        kind: 'paragraph',
        text: 'für diese E-Mail-Adresse wurde ein BSP-Account beantragt. Zu ihr gehört schon ein aktiver Account, deshalb haben wir keinen zweiten angelegt. An Ihrem Account hat sich nichts geändert.',
      },
      {
        kind: 'steps',
        title: 'So kommen Sie in Ihren Account',
        items: [
          'Melden Sie sich auf der Anmeldeseite mit Ihrem Benutzernamen und Ihrem Passwort an.',
          'Benutzername vergessen? Lassen Sie ihn sich auf der Anmeldeseite per E-Mail zusenden.',
          'Passwort vergessen? Setzen Sie es auf der Anmeldeseite zurück.',
        ],
      },
      { kind: 'button', label: 'Zur Anmeldeseite', url: portalUrl },
      {
        kind: 'notice',
        title: 'Die Anfrage kam nicht von Ihnen?',
        text: 'Dann brauchen Sie nichts zu tun. Bei Fragen hilft Ihnen der Geschäftskundenservice.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
  en: (_data, { portalUrl }) => ({
    subject: REGISTRATION_SUBJECT,
    preview: 'There is a BSP account for this e-mail address already.',
    heading: 'You already have a BSP account',
    greeting: greeting('en'),
    blocks: [
      {
        kind: 'paragraph',
        text: 'A BSP account has been requested for this e-mail address. An active account belongs to it already, so we have not created a second one. Nothing has changed in your account.',
      },
      {
        kind: 'steps',
        title: 'How to get into your account',
        items: [
          'Sign in on the sign-in page with your username and your password.',
          'Forgotten your username? Have it sent to you by e-mail from the sign-in page.',
          'Forgotten your password? Reset it on the sign-in page.',
        ],
      },
      { kind: 'button', label: 'Go to the sign-in page', url: portalUrl },
      {
        kind: 'notice',
        title: 'Was it not you who asked?',
        text: 'Then you need not do anything. If you have questions, please call our business customer service.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
};
