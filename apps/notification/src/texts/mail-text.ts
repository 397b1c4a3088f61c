import type { Locale } from '../domain/locale.js';
import type { MailData, MailType } from '../domain/mail-content.js';

/** One part of a mail, in reading order. All of it is plain text: the templates escape it. */
export type Block =
  | { kind: 'paragraph'; text: string }
  /** A one-time code, alone on its line, and what is to be known about it. */
  | { kind: 'code'; label: string; code: string; notes: string[] }
  /** One account of several, by what tells it from the others, and the token that is for it alone. */
  | { kind: 'account'; title?: string; rows: { label: string; value: string }[]; token?: { label: string; value: string; notes: string[] } }
  | { kind: 'steps'; title: string; items: string[] }
  | { kind: 'list'; title: string; items: string[] }
  | { kind: 'button'; label: string; url: string }
  /** Set apart: what to do when something is not as it should be. */
  | { kind: 'notice'; title: string; text: string; hotline?: string };

/** The words of one mail in one language. */
export interface MailText {
  subject: string;
  /** What mail programs show beside the subject. */
  preview: string;
  heading: string;
  greeting: string;
  blocks: Block[];
}

/** What every text may name. */
export interface Surroundings {
  /** The page where people sign in. */
  portalUrl: string;
}

/** A mail is complete only with both languages. */
export type MailTexts<T extends MailType> = Record<Locale, (data: MailData[T], surroundings: Surroundings) => MailText>;

/** The subject of the registration family, in every language: people are told to look for exactly this. */
export const REGISTRATION_SUBJECT = 'Ihr Business Service Portal Account';

/** The subject of the e-mail and of the letter with a one-time password, in every language: the portal and its guide name exactly this. */
export const WELCOME_LETTER_SUBJECT = 'Ihr Zugang zum Business Service Portal (BSP)';

/** The business customers' service (Geschäftskundenservice), for everything about accounts and activation codes. */
export const ACCOUNT_HOTLINE = '0800 33 55540';

/** The same service, for one-time passwords. */
export const LETTER_HOTLINE = '0800 330 1300';
