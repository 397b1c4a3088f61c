import { createHash } from 'node:crypto';
import { DomainError, type IdempotencyKey } from '#libs/kernel';
import type { FastifyRequest } from 'fastify';
import { pathOf } from './path.js';

const KEY = /^[\x21-\x7e]{16,128}$/;

/**
 * The `Idempotency-Key` of a signed-in caller's POST, per account and route; the owning service keeps it.
 * @throws DomainError `validation-failed`
 */
export function idempotencyOf(request: FastifyRequest): IdempotencyKey | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) {
    const rule = typeof key === 'string' && /^[\x21-\x7e]*$/.test(key) ? 'length' : 'format';
    throw new DomainError('validation-failed', { errors: [{ field: 'Idempotency-Key', rule, params: { min: 16, max: 128 } }] });
  }
  const fingerprint = createHash('sha256').update(JSON.stringify(request.body ?? {})).digest('base64url');
  return { key, scope: `${request.caller!.accountId} ${request.method} ${pathOf(request)}`, fingerprint };
}
