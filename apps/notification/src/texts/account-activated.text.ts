import { ACCOUNT_HOTLINE, type MailTexts } from './mail-text.js';
import { greeting } from './phrases.js';

/** Support agents and sales partners are not asked for contact data at the first sign-in. */
const completesContactData = (role: string) => role === 'MASTER_ADMINISTRATOR' || role === 'SUB_ADMINISTRATOR';

/** Capability 2: the account is active, its holder can sign in. */
export const accountActivatedText: MailTexts<'account-activated'> = {
  de: (data, { portalUrl }) => ({
    subject: 'Ihr BSP-Account ist freigeschaltet',
    preview: 'Sie können sich jetzt am Business Service Portal anmelden.',
    heading: 'Ihr BSP-Account ist freigeschaltet',
    greeting: greeting('de', data),
    blocks: [
      { kind: 'paragraph', text: 'Ihr BSP-Account ist aktiv. Melden Sie sich mit dem Benutzernamen und dem Passwort an, die Sie bei der Freischaltung vergeben haben.' },
      ...(completesContactData(data.role)
        ? [{ kind: 'paragraph' as const, text: 'Bei der ersten Anmeldung bitten wir Sie, Ihre Kontaktdaten zu vervollständigen.' }]
        : []),
      { kind: 'button', label: 'Zur Anmeldeseite', url: portalUrl },
      {
        kind: 'notice',
        title: 'Das waren nicht Sie?',
        text: 'Dann wenden Sie sich bitte sofort an den Geschäftskundenservice.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
  en: (data, { portalUrl }) => ({
    subject: 'Your BSP account is active',
    preview: 'You can now sign in to the Business Service Portal.',
    heading: 'Your BSP account is active',
    greeting: greeting('en', data),
    blocks: [
      { kind: 'paragraph', text: 'Your BSP account has been activated. Sign in with the username and the password that you chose on activation.' },
      ...(completesContactData(data.role)
        ? [{ kind: 'paragraph' as const, text: 'At your first sign-in we will ask you to complete your contact data.' }]
        : []),
      { kind: 'button', label: 'Go to the sign-in page', url: portalUrl },
      {
        kind: 'notice',
        title: 'Was this not you?',
        text: 'Then please call our business customer service at once.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
};
