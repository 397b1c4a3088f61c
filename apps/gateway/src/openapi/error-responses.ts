import { DomainError, ERROR_CODES, type ErrorCode, type FieldError } from '#libs/kernel';
import { problemOf, STATUS_OF } from '../problems/problem.js';
import type { RouteDefinition } from '../route/route.decorator.js';

/** What makes an example of a problem more than its code. */
const DETAILS: Partial<Record<ErrorCode, { params?: Record<string, string | number>; errors?: FieldError[] }>> = {
  'validation-failed': { errors: [{ field: 'email', rule: 'format' }, { field: 'role', rule: 'unknown' }] },
  'password-policy': { errors: [{ field: 'password', rule: 'digit' }, { field: 'password', rule: 'username' }] },
  'code-expired': { params: { hotline: '0800 33 55540' } },
  'code-used': { params: { hotline: '0800 33 55540' } },
  'too-many-attempts': { params: { retryAfter: 8 } },
  'customer-centre-not-linked': { params: { accessNumberToLink: '022847110001' } },
};

/** Every code a route can answer with: its own, and those that follow from what it is. */
export function errorCodesOf(route: RouteDefinition): ErrorCode[] {
  const follows: (ErrorCode | false | undefined)[] = [
    route.body && 'malformed-request',
    route.body && 'payload-too-large',
    route.body && 'unsupported-media-type',
    (route.body || route.query || route.needsReason || isIdempotent(route)) && 'validation-failed',
    route.auth === 'signed-in' && 'token-invalid',
    route.auth === 'signed-in' && !route.beforeContactData && 'contact-data-required',
    route.roles && 'forbidden',
    route.limit && 'too-many-attempts',
    isIdempotent(route) && 'idempotency-key-reused',
    isIdempotent(route) && 'request-in-progress',
    route.params && 'not-found',
    'internal-error',
    'service-unavailable',
  ];
  return [...new Set([...follows.filter((code): code is ErrorCode => typeof code === 'string'), ...(route.errors ?? [])])];
}

export const isIdempotent = (route: RouteDefinition): boolean => route.method === 'POST' && route.auth === 'signed-in' && !route.repeatsSafely;

/** The responses of a route's errors, by status, with an example for each code. */
export function errorResponses(route: RouteDefinition): Record<string, object> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(route)) {
    const status = STATUS_OF[ERROR_CODES[code]];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].sort(([a], [b]) => a - b).map(([status, codes]) => [String(status), errorResponse(status, codes, route)]));
}

function errorResponse(status: number, codes: ErrorCode[], route: RouteDefinition): object {
  const context = { language: 'de', instance: `/api/v1${route.path}`, traceId: '019a8f3e-7c1d-7b2a-9f00-2f4d5a6b7c8d' } as const;
  const examples = Object.fromEntries(codes.map((code) => [code, { value: problemOf(new DomainError(code, DETAILS[code]), context) }]));
  const retryAfter = { 'Retry-After': { description: 'Seconds after which it is worth trying again.', schema: { type: 'integer', minimum: 1 } } };
  return {
    description: codes.join(', '),
    ...([429, 503].includes(status) && { headers: retryAfter }),
    ...(status === 401 && { headers: { 'WWW-Authenticate': { schema: { type: 'string' } } } }),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples } },
  };
}
