import type { Locale } from '../domain/locale.js';
import type { NamedAccount, Role } from '../domain/mail-content.js';
import { spokenCompany, spokenName } from '../domain/spoken-name.policy.js';
import type { Block } from './mail-text.js';
import { greeting } from './phrases.js';

type AccountBlock = Extract<Block, { kind: 'account' }>;

const LABELS: Record<Locale, { username: string; name: string; role: string; company: string; title(n: number, of: number): string }> = {
  de: { username: 'Benutzername', name: 'Name', role: 'Rolle', company: 'Unternehmen', title: (n, of) => `Account ${n} von ${of}` },
  en: { username: 'Username', name: 'Name', role: 'Role', company: 'Company', title: (n, of) => `Account ${n} of ${of}` },
};

const ROLES: Record<Locale, Record<Role, string>> = {
  de: { MASTER_ADMINISTRATOR: 'Masteradministrator', SUB_ADMINISTRATOR: 'Unteradministrator', SALES_PARTNER: 'Vertriebspartner', SUPPORT_AGENT: 'Geschäftskundenservice' },
  en: { MASTER_ADMINISTRATOR: 'Master administrator', SUB_ADMINISTRATOR: 'Sub-administrator', SALES_PARTNER: 'Sales partner', SUPPORT_AGENT: 'Business customer service' },
};

/** What tells one account of an address from the others; numbered where there are several. */
export function accountBlock(locale: Locale, account: NamedAccount, { index, count }: { index: number; count: number }): AccountBlock {
  const labels = LABELS[locale];
  const rows = [
    { label: labels.username, value: oneLine(account.username) },
    { label: labels.name, value: fullName(account) },
    { label: labels.role, value: ROLES[locale][account.role] },
    { label: labels.company, value: spokenCompany(account.company) },
  ];
  return {
    kind: 'account',
    ...(count > 1 && { title: labels.title(index + 1, count) }),
    rows: rows.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
  };
}

/** By name where all accounts are one person's. */
export function greetingOfAll(locale: Locale, [first, ...others]: NamedAccount[]): string {
  const isOnePerson = first !== undefined && others.every((other) => fullName(other) === fullName(first));
  return greeting(locale, isOnePerson ? { firstName: first.firstName, lastName: first.lastName } : {});
}

/** First and last name, as far as both may be repeated. */
function fullName({ firstName, lastName }: NamedAccount): string | undefined {
  const [first, last] = [spokenName(firstName), spokenName(lastName)];
  return first && last && `${first} ${last}`;
}

/** Usernames have neither spaces nor control characters; should one, it still must not begin a line of its own. */
const oneLine = (value: string): string => value.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
