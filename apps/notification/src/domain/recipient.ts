import type { Locale } from './locale.js';
import type { Initiator, NamedPerson, RightsChange, SecurityEvent } from './mail-content.js';

/** A value with the version of the account in which it was written. */
export interface Versioned<T> {
  value: T;
  sequence: number;
}

/** What mails need to know of an account. Each detail carries its own version: facts arrive in any order, and not each tells everything. */
export interface Recipient {
  accountId: string;
  email?: Versioned<string>;
  locale?: Versioned<Locale>;
  firstName?: Versioned<string>;
  lastName?: Versioned<string>;
  company?: Versioned<string>;
  /** Closed for good: what happens to its rights is nobody's news. */
  closed?: Versioned<true>;
  /** What could not be told yet, because no address was known. */
  owed?: SecurityIncident[];
  owedRights?: RightsNews[];
}

/** Something that the holder of an account is to be told. */
export interface SecurityIncident {
  /** Id of the fact that tells of it. */
  causeId: string;
  event: SecurityEvent;
  at: Date;
  by?: Initiator;
  /** Which one was linked, where that is what happened. */
  customerNumber?: string;
}

/** That others gave the account rights, or that some of those ended. */
export interface RightsNews extends RightsChange {
  /** Id of the fact that tells of it. */
  causeId: string;
}

export type RecipientDetails = { [Detail in 'email' | 'locale' | 'firstName' | 'lastName' | 'company' | 'closed']?: NonNullable<Recipient[Detail]>['value'] | undefined };

/** The recipient with those details that are newer than what was known. */
export function withDetails(recipient: Recipient, details: RecipientDetails, sequence: number): Recipient {
  const newer = Object.entries(details).flatMap(([name, value]) => {
    const known = recipient[name as keyof RecipientDetails];
    return value === undefined || (known && known.sequence >= sequence) ? [] : [[name, { value, sequence }]];
  });
  return { ...recipient, ...Object.fromEntries(newer) };
}

/** The recipient to whom this is told as soon as an address is known; the same incident counts once. */
export function owing(recipient: Recipient, incident: SecurityIncident): Recipient {
  const others = (recipient.owed ?? []).filter(({ causeId }) => causeId !== incident.causeId);
  return { ...recipient, owed: [...others, incident] };
}

/** The same for news of rights. */
export function owingRights(recipient: Recipient, news: RightsNews): Recipient {
  const others = (recipient.owedRights ?? []).filter(({ causeId }) => causeId !== news.causeId);
  return { ...recipient, owedRights: [...others, news] };
}

/** Who the recipient is to others, as far as it is known. */
export function personOf({ firstName, lastName, company }: Recipient): NamedPerson {
  return { ...(firstName && { firstName: firstName.value }), ...(lastName && { lastName: lastName.value }), ...(company && { company: company.value }) };
}
