import { DomainError } from '#libs/kernel';

/** What to ask a store for: one more than fits, which says whether there is more. @throws DomainError `validation-failed` for a cursor that was not made here */
export function numberPageOf({ limit, cursor }: { limit: number; cursor?: string | undefined }): { limit: number; after?: string } {
  return { limit: limit + 1, ...(cursor !== undefined && { after: readCursor(cursor) }) };
}

/** What fits of it, and where the next page goes on. */
export function cutAtNumber<T extends { accessNumber: string }>(found: T[], limit: number): { shown: T[]; nextCursor: string | null } {
  const shown = found.slice(0, limit);
  return { shown, nextCursor: found.length > limit ? Buffer.from(shown.at(-1)!.accessNumber).toString('base64url') : null };
}

function readCursor(cursor: string): string {
  const accessNumber = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{6,20}$/.test(accessNumber)) throw new DomainError('validation-failed', { errors: [{ field: 'cursor', rule: 'format' }] });
  return accessNumber;
}
