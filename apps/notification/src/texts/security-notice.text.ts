import type { Locale } from '../domain/locale.js';
import type { MailData, SecurityEvent } from '../domain/mail-content.js';
import { ACCOUNT_HOTLINE, type MailText, type MailTexts, type Surroundings } from './mail-text.js';
import { dateAndTime, greeting } from './phrases.js';

interface EventWords {
  subject: string;
  preview: string;
  heading: string;
  happened(at: string): string;
  meaning: string;
}

const WORDS: Record<Locale, Record<SecurityEvent, EventWords>> = {
  de: {
    'session-token-reused': {
      subject: 'Sicherheitshinweis: Eine Ihrer Sitzungen wurde beendet',
      preview: 'Eine Sitzung wurde zu Ihrem Schutz beendet. Bitte prüfen Sie, ob Sie es waren.',
      heading: 'Wir haben eine Ihrer Sitzungen beendet',
      happened: (at) => `am ${at} haben wir zu Ihrem Schutz eine Sitzung Ihres BSP-Accounts beendet.`,
      meaning: 'Der Schlüssel, mit dem Ihr Browser angemeldet bleibt, wurde zweimal verwendet. Das kann bedeuten, dass ihn jemand kopiert hat.',
    },
  },
  en: {
    'session-token-reused': {
      subject: 'Security notice: one of your sessions has been ended',
      preview: 'A session was ended for your protection. Please check whether it was you.',
      heading: 'We have ended one of your sessions',
      happened: (at) => `On ${at} we ended a session of your BSP account for your protection.`,
      meaning: 'The key that keeps your browser signed in was used twice. That can mean that somebody has copied it.',
    },
  },
};

/** One mail for every security-relevant event that its holder did not ask for. */
export const securityNoticeText: MailTexts<'security-notice'> = { de: german, en: english };

function german(data: MailData['security-notice'], { portalUrl }: Surroundings): MailText {
  const { happened, meaning, ...words } = WORDS.de[data.event];
  return {
    ...words,
    greeting: greeting('de', data),
    blocks: [
      { kind: 'paragraph', text: happened(dateAndTime('de', data.at)) },
      { kind: 'paragraph', text: meaning },
      {
        kind: 'steps',
        title: 'Das sollten Sie jetzt tun',
        items: [
          'Melden Sie sich neu an und ändern Sie Ihr Passwort. Alle anderen Sitzungen enden dabei.',
          'Prüfen Sie die Liste Ihrer Sitzungen und beenden Sie, was Sie nicht kennen.',
        ],
      },
      { kind: 'button', label: 'Zur Anmeldeseite', url: portalUrl },
      { kind: 'notice', title: 'Kommt Ihnen etwas verdächtig vor?', text: 'Dann wenden Sie sich bitte sofort an den Geschäftskundenservice.', hotline: ACCOUNT_HOTLINE },
    ],
  };
}

function english(data: MailData['security-notice'], { portalUrl }: Surroundings): MailText {
  const { happened, meaning, ...words } = WORDS.en[data.event];
  return {
    ...words,
    greeting: greeting('en', data),
    blocks: [
      { kind: 'paragraph', text: happened(dateAndTime('en', data.at)) },
      { kind: 'paragraph', text: meaning },
      {
        kind: 'steps',
        title: 'What you should do now',
        items: [
          'Sign in again and change your password. All other sessions end with that.',
          'Look through the list of your sessions and end those that you do not know.',
        ],
      },
      { kind: 'button', label: 'Go to the sign-in page', url: portalUrl },
      { kind: 'notice', title: 'Does anything look suspicious?', text: 'Then please call our business customer service at once.', hotline: ACCOUNT_HOTLINE },
    ],
  };
}
