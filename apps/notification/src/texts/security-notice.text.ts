import type { Locale } from '../domain/locale.js';
import type { MailData } from '../domain/mail-content.js';
import { ACCOUNT_HOTLINE, type Block, type MailText, type MailTexts, type Surroundings } from './mail-text.js';
import { dateAndTime, greeting } from './phrases.js';
import type { NoticeLanguage } from './notice-language.js';
import { ENGLISH_NOTICES } from './security-notice-english.text.js';
import { GERMAN_NOTICES } from './security-notice-german.text.js';

const LANGUAGES: Record<Locale, NoticeLanguage> = { de: GERMAN_NOTICES, en: ENGLISH_NOTICES };

/** One mail for every security-relevant event of an account, to whoever holds it. */
export const securityNoticeText: MailTexts<'security-notice'> = {
  de: (data, surroundings) => notice('de', data, surroundings),
  en: (data, surroundings) => notice('en', data, surroundings),
};

function notice(locale: Locale, { event, at, by, customerNumber = '', ...addressee }: MailData['security-notice'], { portalUrl }: Surroundings): MailText {
  const { events, whose, alarmOf, signIn } = LANGUAGES[locale];
  const { subject, preview, heading, happened, meaning, steps, alarm, noSignIn } = events[event];
  const what = happened(dateAndTime(locale, at), customerNumber);
  const blocks: Block[] = [
    { kind: 'paragraph', text: by && by !== 'SELF' ? `${what} ${whose(by, event)}` : what },
    { kind: 'paragraph', text: meaning },
    ...(by === 'SELF' ? [{ kind: 'paragraph' as const, text: whose(by, event) }] : []),
    ...(steps ? [{ kind: 'steps' as const, ...steps }] : []),
    ...(noSignIn ? [] : [{ kind: 'button' as const, label: signIn, url: portalUrl }]),
    // Whoever acted in the holder's name may not have been the holder: only then the event's own advice fits.
    { kind: 'notice', ...((by === undefined || by === 'SELF') && alarm ? alarm : alarmOf(by ?? 'SELF')), hotline: ACCOUNT_HOTLINE },
  ];
  return { subject, preview, heading, greeting: greeting(locale, addressee), blocks };
}
