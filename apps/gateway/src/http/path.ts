import type { FastifyRequest } from 'fastify';

const MAX_LENGTH = 256;

/** The path of a request without its query, where secrets may stand. */
export function pathOf(request: FastifyRequest): string {
  const url = request.raw.url ?? '/';
  const query = url.indexOf('?');
  return (query < 0 ? url : url.slice(0, query)).slice(0, MAX_LENGTH);
}
