import { DomainError } from '#libs/kernel';

/** The key of the last item already seen; undefined for the first page. @throws DomainError `validation-failed` for a cursor that was not made here */
export function keyOfCursor(cursor: string | undefined, form: RegExp): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (!form.test(key)) throw new DomainError('validation-failed', { errors: [{ field: 'cursor', rule: 'format' }] });
  return key;
}

/** What fits of what was found (one more than fits, if there is more), and where the next page goes on. */
export function pageOf<T>(found: readonly T[], limit: number, keyOf: (item: T) => string): { shown: T[]; nextCursor: string | null } {
  const shown = found.slice(0, limit);
  return { shown, nextCursor: found.length > limit ? Buffer.from(keyOf(shown.at(-1)!)).toString('base64url') : null };
}
