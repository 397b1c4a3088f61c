import type { Locale } from '../domain/locale.js';
import type { Addressee, NamedPerson } from '../domain/mail-content.js';
import { spokenCompany, spokenName } from '../domain/spoken-name.policy.js';

const ZONE = 'Europe/Berlin';
const LANGUAGE = { de: 'de-DE', en: 'en-GB' } as const;

/** Date and time as the portal shows them: "2. Dezember 2026, 14:05 Uhr", "2 December 2026, 14:05 (German time)". */
export function dateAndTime(locale: Locale, instant: string): string {
  const at = new Date(instant);
  const date = dateOf(locale, instant);
  const time = new Intl.DateTimeFormat(LANGUAGE[locale], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: ZONE }).format(at);
  return locale === 'de' ? `${date}, ${time} Uhr` : `${date}, ${time} (German time)`;
}

/** The date alone: "2. Dezember 2026". */
export function dateOf(locale: Locale, instant: string): string {
  return new Intl.DateTimeFormat(LANGUAGE[locale], { day: 'numeric', month: 'long', year: 'numeric', timeZone: ZONE }).format(new Date(instant));
}

const TITLES: Record<Locale, Record<string, string>> = { de: { MR: 'Herr', MS: 'Frau' }, en: { MR: 'Mr', MS: 'Ms' } };

/** "Guten Tag Frau Muster,": formal, and without a name where there is none that may be repeated. */
export function greeting(locale: Locale, { salutation, firstName, lastName }: Addressee = {}): string {
  const hello = locale === 'de' ? 'Guten Tag' : 'Dear';
  const first = spokenName(firstName);
  const last = spokenName(lastName);
  const title = TITLES[locale][salutation ?? ''];
  if (title && last) return `${hello} ${title} ${last},`;
  if (first && last) return `${hello} ${first} ${last},`;
  return locale === 'de' ? 'Guten Tag,' : 'Dear customer,';
}

/** "Erika Muster (Muster GmbH)", with as much of it as may be repeated; `somebody` where there is no such name. */
export function personWithCompany(person: NamedPerson, somebody: string): string {
  const [first, last, company] = [spokenName(person.firstName), spokenName(person.lastName), spokenCompany(person.company)];
  return `${first && last ? `${first} ${last}` : somebody}${company ? ` (${company})` : ''}`;
}
