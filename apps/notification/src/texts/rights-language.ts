import type { RightsChange } from '../domain/mail-content.js';

export type Via = RightsChange['via'];

/** What stands over a mail. */
export interface Title {
  subject: string;
  preview: string;
}

/** One language of the mails about rights that others gave or took. `who` is absent where nobody did it in person. */
export interface RightsLanguage {
  granted(via: Via): Title;
  revoked(isByPerson: boolean): Title;
  /** Who gave rights where no name is known. */
  somebody(via: Via): string;
  gave(at: string, count: number, via: Via, who?: string): string;
  took(at: string, count: number, via: Via, who?: string): string;
  /** Of what the same save took besides. */
  alsoTook(count: number): string;
  /** One sentence on what brought it about; undefined where there is nothing to say. */
  why(cause: string, count: number): string | undefined;
  /** The same where the cause has no words of its own. */
  otherwise: string;
  listOfGranted: string;
  listOfRevoked: string;
  accessNumber(accessNumber: string): string;
  more(count: number): string;
  meaningOfGranted: string;
  meaningOfRevoked(via: Via): string;
  alarm: { title: string; text(via: Via): string };
  signIn: string;
}
