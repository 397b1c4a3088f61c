import { ACCOUNT_HOTLINE, REGISTRATION_SUBJECT, type MailTexts } from './mail-text.js';
import { dateAndTime, greeting } from './phrases.js';

/** Capability 1: no suitable contract is known yet, the registration waits for one. */
export const registrationPendingText: MailTexts<'registration-pending'> = {
  de: ({ customerNumber, expiresAt }) => ({
    subject: REGISTRATION_SUBJECT,
    preview: 'Uns ist noch kein passender Vertrag bekannt. Ihr Freischaltcode folgt.',
    heading: 'Ihre Registrierung ist eingegangen',
    greeting: greeting('de'),
    blocks: [
      {
        kind: 'paragraph',
        text: `vielen Dank für Ihre Registrierung. Zu der Festnetz-Kundennummer ${customerNumber} ist uns noch kein passender Vertrag bekannt. Passend sind CompanyFlex, Cloud PBX, SIP-Trunk und IP Voice / Data.`,
      },
      {
        kind: 'paragraph',
        text: 'Sie müssen sich nicht noch einmal registrieren: Sobald uns ein solcher Vertrag bekannt wird, erhalten Sie Ihren Freischaltcode mit einer weiteren E-Mail.',
      },
      { kind: 'paragraph', text: `Ihre Registrierung ist gültig bis ${dateAndTime('de', expiresAt)}.` },
      {
        kind: 'notice',
        title: 'Stimmt die Kundennummer nicht, oder haben Sie Fragen?',
        text: 'Der Geschäftskundenservice hilft Ihnen gern weiter.',
        hotline: ACCOUNT_HOTLINE,
      },
      { kind: 'paragraph', text: 'Haben Sie sich nicht registriert, brauchen Sie nichts zu tun.' },
    ],
  }),
  en: ({ customerNumber, expiresAt }) => ({
    subject: REGISTRATION_SUBJECT,
    preview: 'We do not know of a suitable contract yet. Your activation code will follow.',
    heading: 'We have received your registration',
    greeting: greeting('en'),
    blocks: [
      {
        kind: 'paragraph',
        text: `Thank you for registering. We do not know of a suitable contract for the fixed-line customer number ${customerNumber} yet. Suitable are CompanyFlex, Cloud PBX, SIP-Trunk and IP Voice / Data.`,
      },
      {
        kind: 'paragraph',
        text: 'You need not register again: as soon as we know of such a contract, we will send you your activation code in another e-mail.',
      },
      { kind: 'paragraph', text: `Your registration is valid until ${dateAndTime('en', expiresAt)}.` },
      {
        kind: 'notice',
        title: 'Is the customer number wrong, or do you have a question?',
        text: 'Our business customer service will be glad to help.',
        hotline: ACCOUNT_HOTLINE,
      },
      { kind: 'paragraph', text: 'If you have not registered, you need not do anything.' },
    ],
  }),
};
