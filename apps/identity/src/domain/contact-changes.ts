import type { Contact } from './account.js';

/** Names of the fields that differ. */
export function changedFields(before: Contact, after: Contact): string[] {
  return (Object.keys(after) as (keyof Contact)[]).filter((field) => before[field] !== after[field]);
}
