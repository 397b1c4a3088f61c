import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DomainError } from '#libs/kernel';
import { pathOf } from '../http/path.js';
import { languageOf } from './language.js';
import { problemOf } from './problem.js';

/** Seconds after which it is worth asking again, where nobody said otherwise. */
const RETRY_AFTER: Partial<Record<DomainError['kind'], number>> = { unavailable: 2, 'too-many': 60 };

/** Answers with the problem document and the headers that belong to it. */
export function sendProblem(error: DomainError, request: FastifyRequest, reply: FastifyReply): void {
  const language = languageOf(request.headers['accept-language']);
  const problem = problemOf(error, { language, instance: pathOf(request), traceId: request.id });
  request.problemCode = error.code;
  const retryAfter = error.params?.['retryAfter'] ?? RETRY_AFTER[error.kind];
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  if (problem.status === 401) void reply.header('www-authenticate', request.headers.authorization ? 'Bearer realm="bsp-access", error="invalid_token"' : 'Bearer realm="bsp-access"');
  // As bytes: to a string Fastify would add a charset, which JSON does not have.
  void reply.headers({ 'content-language': language, 'content-type': 'application/problem+json' }).code(problem.status).send(Buffer.from(JSON.stringify(problem)));
}
