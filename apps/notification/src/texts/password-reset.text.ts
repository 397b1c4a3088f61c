import type { Locale } from '../domain/locale.js';
import type { MailData } from '../domain/mail-content.js';
import { accountBlock, greetingOfAll } from './account-block.js';
import { ACCOUNT_HOTLINE, type Block, type MailTexts } from './mail-text.js';
import { dateAndTime } from './phrases.js';

/** Forgotten password: one mail for every account of the address, each with a token of its own. */
export const passwordResetText: MailTexts<'password-reset'> = {
  de: (data, { portalUrl }) => ({
    subject: 'Ihr Passwort für das Business Service Portal zurücksetzen',
    preview: 'Mit dem Code in dieser E-Mail vergeben Sie ein neues Passwort.',
    heading: 'Passwort zurücksetzen',
    greeting: greetingOfAll('de', data.accounts),
    blocks: [
      {
        kind: 'paragraph',
        text: `für Ihren BSP-Account wurde angefordert, das Passwort zurückzusetzen. ${
          data.accounts.length > 1
            ? 'Zu dieser E-Mail-Adresse gehören mehrere Accounts, jeder mit einem eigenen Code. Verwenden Sie den Code des Accounts, dessen Passwort Sie vergessen haben.'
            : 'Mit diesem Code vergeben Sie ein neues.'
        }`,
      },
      ...accountsWithTokens('de', data),
      {
        kind: 'steps',
        title: 'So setzen Sie Ihr Passwort zurück',
        items: [
          'Wählen Sie auf der Anmeldeseite „Passwort vergessen“.',
          'Geben Sie den Code und ein neues Passwort ein.',
          'Melden Sie sich mit dem neuen Passwort an.',
        ],
      },
      { kind: 'button', label: 'Zur Anmeldeseite', url: portalUrl },
      {
        kind: 'paragraph',
        text: 'Der Code meldet niemanden an: Dazu braucht es danach den Benutzernamen und das neue Passwort. Mit dem Zurücksetzen enden alle Sitzungen des Accounts.',
      },
      {
        kind: 'notice',
        title: 'Die Anfrage kam nicht von Ihnen?',
        text: 'Dann geben Sie den Code an niemanden weiter. Mehr brauchen Sie nicht zu tun: Ihr Passwort bleibt, wie es ist. Bei Fragen hilft Ihnen der Geschäftskundenservice.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
  en: (data, { portalUrl }) => ({
    subject: 'Reset your password for the Business Service Portal',
    preview: 'Choose a new password with the code in this e-mail.',
    heading: 'Reset your password',
    greeting: greetingOfAll('en', data.accounts),
    blocks: [
      {
        kind: 'paragraph',
        text: `A reset of the password of your BSP account has been requested. ${
          data.accounts.length > 1
            ? 'Several accounts belong to this e-mail address, each with a code of its own. Use the code of the account whose password you have forgotten.'
            : 'Choose a new one with this code.'
        }`,
      },
      ...accountsWithTokens('en', data),
      {
        kind: 'steps',
        title: 'How to reset your password',
        items: [
          'On the sign-in page, choose “Forgotten password”.',
          'Enter the code and a new password.',
          'Sign in with the new password.',
        ],
      },
      { kind: 'button', label: 'Go to the sign-in page', url: portalUrl },
      {
        kind: 'paragraph',
        text: 'The code signs nobody in: that takes the username and the new password afterwards. With the reset all sessions of the account end.',
      },
      {
        kind: 'notice',
        title: 'Was it not you who asked?',
        text: 'Then do not pass the code on to anybody. You need not do anything else: your password stays as it is. If you have questions, please call our business customer service.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
};

const TOKEN = { de: { label: 'Code zum Zurücksetzen:', until: 'gültig bis', once: 'einmal verwendbar' }, en: { label: 'Code for the reset:', until: 'valid until', once: 'can be used once' } };

function accountsWithTokens(locale: Locale, { accounts, expiresAt }: MailData['password-reset']): Block[] {
  const { label, until, once } = TOKEN[locale];
  const notes = [...(expiresAt ? [`${until} ${dateAndTime(locale, expiresAt)}`] : []), once];
  return accounts.map((account, index) => ({ ...accountBlock(locale, account, { index, count: accounts.length }), token: { label, value: account.token, notes } }));
}
