import type { FieldError } from '#libs/kernel';

const MIN_LENGTH = 6;
const MAX_LENGTH = 32;
const ALPHABET = /^[\p{L}\p{M}\p{Nd}._\-@+]*$/u;

/** A username as it is kept: composed the same way whatever keyboard it was typed on. */
export function normalizeUsername(typed: string): string {
  return typed.normalize('NFKC').trim();
}

/** What makes usernames the same: NFKC and lower case. */
export function usernameKey(username: string): string {
  return normalizeUsername(username).toLowerCase().normalize('NFKC');
}

/** Broken rules of a chosen username: 6–32 characters; letters, digits and `. _ - @ +`. */
export function brokenUsernameRules(username: string, field = 'username'): FieldError[] {
  const normalized = normalizeUsername(username);
  const length = [...normalized].length;
  const broken: FieldError[] = [];
  if (length < MIN_LENGTH || length > MAX_LENGTH) broken.push({ field, rule: 'length', params: { min: MIN_LENGTH, max: MAX_LENGTH } });
  if (!ALPHABET.test(normalized)) broken.push({ field, rule: 'alphabet' });
  return broken;
}
