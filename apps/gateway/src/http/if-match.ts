import { DomainError } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';

/** Tags of one header that are looked at. */
const MOST_TAGS = 16;

/** The ETag of a set that was saved so often (RFC 9110, 8.8.3). */
export const etagOf = (save: number): string => `"${save}"`;

/**
 * Save numbers that `If-Match` names; null where it accepts any (RFC 9110, 13.1.1). Whatever is no tag of ours, weak ones included, matches nothing.
 * @throws DomainError `precondition-required` without the header
 */
export function ifMatchOf(request: FastifyRequest): number[] | null {
  const header = request.headers['if-match']?.trim();
  if (!header) throw new DomainError('precondition-required');
  if (header === '*') return null;
  const tags = header.split(',').map((tag) => /^"(\d{1,15})"$/.exec(tag.trim())?.[1]);
  return tags.flatMap((save) => (save === undefined ? [] : [Number(save)])).slice(0, MOST_TAGS);
}
