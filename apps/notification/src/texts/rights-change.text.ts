import type { Locale } from '../domain/locale.js';
import type { Addressee, Contracts, RightsChange } from '../domain/mail-content.js';
import { ACCOUNT_HOTLINE, type Block, type MailText, type MailTexts, type Surroundings } from './mail-text.js';
import { dateAndTime, greeting, personWithCompany } from './phrases.js';
import { ENGLISH_RIGHTS } from './rights-change-english.text.js';
import { GERMAN_RIGHTS } from './rights-change-german.text.js';
import type { RightsLanguage } from './rights-language.js';

const LANGUAGES: Record<Locale, RightsLanguage> = { de: GERMAN_RIGHTS, en: ENGLISH_RIGHTS };

/** Capabilities 8 and 11: contracts that somebody transferred or assigned, and what they took in the same save. */
export const rightsGrantedText: MailTexts<'rights-granted'> = { de: (data, surroundings) => granted('de', data, surroundings), en: (data, surroundings) => granted('en', data, surroundings) };

/** The end of such rights, whatever brought it about. */
export const rightsRevokedText: MailTexts<'rights-revoked'> = { de: (data, surroundings) => revoked('de', data, surroundings), en: (data, surroundings) => revoked('en', data, surroundings) };

type Data = Addressee & RightsChange;

function granted(locale: Locale, data: Data, surroundings: Surroundings): MailText {
  const words = LANGUAGES[locale];
  const { via, at, granted: given, revoked: taken, cause } = data;
  const why = words.why(cause, given.count);
  const blocks: Block[] = [
    { kind: 'paragraph', text: sentences(words.gave(dateAndTime(locale, at), given.count, via, who(words, data)), why) },
    list(words, words.listOfGranted, given),
    ...(taken.count > 0 ? [{ kind: 'paragraph' as const, text: words.alsoTook(taken.count) }, list(words, words.listOfRevoked, taken)] : []),
    { kind: 'paragraph', text: words.meaningOfGranted },
  ];
  return mail(locale, data, { ...words.granted(via), blocks }, surroundings);
}

function revoked(locale: Locale, data: Data, surroundings: Surroundings): MailText {
  const words = LANGUAGES[locale];
  const { via, at, revoked: taken, cause, by } = data;
  const why = words.why(cause, taken.count) ?? (by ? undefined : words.otherwise);
  const blocks: Block[] = [
    { kind: 'paragraph', text: sentences(words.took(dateAndTime(locale, at), taken.count, via, who(words, data)), why) },
    list(words, words.listOfRevoked, taken),
    { kind: 'paragraph', text: words.meaningOfRevoked(via) },
  ];
  return mail(locale, data, { ...words.revoked(by !== undefined), blocks }, surroundings);
}

function mail(locale: Locale, data: Data, { subject, preview, blocks }: Pick<MailText, 'subject' | 'preview' | 'blocks'>, { portalUrl }: Surroundings): MailText {
  const { signIn, alarm } = LANGUAGES[locale];
  const ending: Block[] = [
    { kind: 'button', label: signIn, url: portalUrl },
    { kind: 'notice', title: alarm.title, text: alarm.text(data.via), hotline: ACCOUNT_HOTLINE },
  ];
  return { subject, preview, heading: subject, greeting: greeting(locale, data), blocks: [...blocks, ...ending] };
}

function who(words: RightsLanguage, { by, via }: RightsChange): string | undefined {
  return by && personWithCompany(by, words.somebody(via));
}

/** No line is an access number alone: that form is a code's. */
function list(words: RightsLanguage, title: string, { count, accessNumbers }: Contracts): Block {
  const more = count - accessNumbers.length;
  return { kind: 'list', title, items: [...accessNumbers.map((accessNumber) => words.accessNumber(accessNumber)), ...(more > 0 ? [words.more(more)] : [])] };
}

const sentences = (...said: (string | undefined)[]): string => said.filter((sentence) => sentence !== undefined).join(' ');
