import { DomainError } from '#libs/kernel';

/** Lists that are read newest first, by id: `before` is the id of the last one already seen. */
interface IdPage {
  limit: number;
  before?: string;
}

/** What to ask a store for: one more than fits, which says whether there is more. @throws DomainError `validation-failed` for a cursor that was not made here */
export function idPageOf({ limit, cursor }: { limit: number; cursor?: string | undefined }): IdPage {
  return { limit: limit + 1, ...(cursor !== undefined && { before: readIdCursor(cursor) }) };
}

/** What fits of it, and where the next page goes on. */
export function cutToPage<T extends { id: string }>(found: T[], limit: number): { shown: T[]; nextCursor: string | null } {
  const shown = found.slice(0, limit);
  return { shown, nextCursor: found.length > limit ? Buffer.from(shown.at(-1)!.id).toString('base64url') : null };
}

function readIdCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new DomainError('validation-failed', { errors: [{ field: 'cursor', rule: 'format' }] });
  return id;
}
