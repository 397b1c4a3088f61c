import type { Locale } from '../domain/locale.js';

/** How every mail and letter ends. */
export const FRAME: Record<Locale, { regards: string; sender: string; automatic: string }> = {
  de: {
    regards: 'Mit freundlichen Grüßen',
    sender: 'Ihr Geschäftskundenservice',
    automatic: 'Diese E-Mail wurde automatisch versendet. Bitte antworten Sie nicht darauf.',
  },
  en: {
    regards: 'Kind regards',
    sender: 'Your business customer service',
    automatic: 'This e-mail was sent automatically. Please do not reply to it.',
  },
};
