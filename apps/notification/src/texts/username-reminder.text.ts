import { accountBlock, greetingOfAll } from './account-block.js';
import { ACCOUNT_HOTLINE, type MailTexts } from './mail-text.js';

/** Forgotten username: every account of the address. */
export const usernameReminderText: MailTexts<'username-reminder'> = {
  de: ({ accounts }, { portalUrl }) => ({
    subject: 'Ihr Benutzername für das Business Service Portal',
    preview: 'Mit diesem Benutzernamen melden Sie sich am Business Service Portal an.',
    heading: 'Ihr Benutzername',
    greeting: greetingOfAll('de', accounts),
    blocks: [
      {
        kind: 'paragraph',
        text: accounts.length > 1 ? 'zu dieser E-Mail-Adresse gehören mehrere BSP-Accounts, jeder mit einem eigenen Benutzernamen.' : 'zu dieser E-Mail-Adresse gehört dieser BSP-Account.',
      },
      ...accounts.map((account, index) => accountBlock('de', account, { index, count: accounts.length })),
      { kind: 'paragraph', text: 'Melden Sie sich mit dem Benutzernamen und dem zugehörigen Passwort an. Haben Sie auch das Passwort vergessen, setzen Sie es auf der Anmeldeseite zurück.' },
      { kind: 'button', label: 'Zur Anmeldeseite', url: portalUrl },
      {
        kind: 'notice',
        title: 'Die Anfrage kam nicht von Ihnen?',
        text: 'Dann brauchen Sie nichts zu tun: An Ihrem Account hat sich nichts geändert. Bei Fragen hilft Ihnen der Geschäftskundenservice.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
  en: ({ accounts }, { portalUrl }) => ({
    subject: 'Your username for the Business Service Portal',
    preview: 'Sign in to the Business Service Portal with this username.',
    heading: 'Your username',
    greeting: greetingOfAll('en', accounts),
    blocks: [
      {
        kind: 'paragraph',
        text: accounts.length > 1 ? 'Several BSP accounts belong to this e-mail address, each with a username of its own.' : 'This BSP account belongs to this e-mail address.',
      },
      ...accounts.map((account, index) => accountBlock('en', account, { index, count: accounts.length })),
      { kind: 'paragraph', text: 'Sign in with the username and the password that belongs to it. If you have forgotten the password as well, reset it on the sign-in page.' },
      { kind: 'button', label: 'Go to the sign-in page', url: portalUrl },
      {
        kind: 'notice',
        title: 'Was it not you who asked?',
        text: 'Then you need not do anything: nothing has changed in your account. If you have questions, please call our business customer service.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
};
