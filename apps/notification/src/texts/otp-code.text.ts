import { ACCOUNT_HOTLINE, type MailTexts } from './mail-text.js';
import { dateAndTime, greeting } from './phrases.js';

/** Capability 3 in the OTP procedure: the code that completes a sign-in. */
export const otpCodeText: MailTexts<'otp-code'> = {
  de: (data) => ({
    subject: 'Ihr Code für die Anmeldung am Business Service Portal',
    preview: 'Mit diesem Code schließen Sie Ihre Anmeldung ab.',
    heading: 'Ihr Anmeldecode',
    greeting: greeting('de', data),
    blocks: [
      { kind: 'paragraph', text: 'mit diesem Code schließen Sie Ihre Anmeldung am Business Service Portal ab.' },
      {
        kind: 'code',
        label: 'Ihr Code für diese Anmeldung:',
        code: data.code,
        notes: [...(data.expiresAt ? [`gültig bis ${dateAndTime('de', data.expiresAt)}`] : []), 'einmal verwendbar'],
      },
      {
        kind: 'paragraph',
        text: 'Geben Sie den Code nur auf der Anmeldeseite ein und niemals an andere weiter. Auch der Geschäftskundenservice fragt nie danach.',
      },
      {
        kind: 'notice',
        title: 'Sie melden sich gerade nicht an?',
        text: 'Dann kennt jemand Ihr Passwort. Ändern Sie es bitte sofort, und wenden Sie sich an den Geschäftskundenservice.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
  en: (data) => ({
    subject: 'Your code for signing in to the Business Service Portal',
    preview: 'Complete your sign-in with this code.',
    heading: 'Your sign-in code',
    greeting: greeting('en', data),
    blocks: [
      { kind: 'paragraph', text: 'Use this code to complete your sign-in to the Business Service Portal.' },
      {
        kind: 'code',
        label: 'Your code for this sign-in:',
        code: data.code,
        notes: [...(data.expiresAt ? [`valid until ${dateAndTime('en', data.expiresAt)}`] : []), 'can be used once'],
      },
      {
        kind: 'paragraph',
        text: 'Enter the code on the sign-in page only, and never pass it on to anybody. Our business customer service never asks for it either.',
      },
      {
        kind: 'notice',
        title: 'Are you not signing in right now?',
        text: 'Then somebody knows your password. Please change it at once, and call our business customer service.',
        hotline: ACCOUNT_HOTLINE,
      },
    ],
  }),
};
