import type { AccountCopy } from './account-copy.store.js';

/** Whether a fact of version `sequence` says more than what is known. */
export const isNewer = (sequence: number, known: { sequence: number } | undefined): boolean => known === undefined || sequence > known.sequence;

/** An account's copy after one more fact. A person never changes; the newest company counts. */
export function mergeAccount(known: AccountCopy | undefined, said: AccountCopy): AccountCopy {
  const person = known?.person ?? said.person;
  const company = said.company && isNewer(said.company.sequence, known?.company) ? said.company : known?.company;
  return { accountId: said.accountId, ...(person && { person }), ...(company && { company }) };
}
