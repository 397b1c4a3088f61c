import type { Initiator, SecurityEvent } from '../domain/mail-content.js';

/** What is said of one event. */
export interface NoticeWords {
  subject: string;
  preview: string;
  heading: string;
  /** With the date and time in words, and the customer number where it is about one. */
  happened(at: string, customerNumber: string): string;
  meaning: string;
  /** To be done in any case. */
  steps?: { title: string; items: string[] };
  /** What to do when it was not oneself, or is not what one wants; `alarmOf` says it where this does not. */
  alarm?: Alarm;
  /** There is nothing to sign in to any more, or not now. */
  noSignIn?: true;
}

export interface Alarm {
  title: string;
  text: string;
}

/** One language of all notices. */
export interface NoticeLanguage {
  events: Record<SecurityEvent, NoticeWords>;
  /** A sentence on who is behind it; for SELF what that means. */
  whose(by: Initiator, event: SecurityEvent): string;
  alarmOf(by: Initiator): Alarm;
  signIn: string;
}

/** Nobody is told that they wished for a lock: whoever rang may have been somebody else. */
export const isAgainstHolder = (event: SecurityEvent): boolean => event === 'account-locked' || event === 'account-closed';
