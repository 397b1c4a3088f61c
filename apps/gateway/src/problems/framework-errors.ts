import { HttpException } from '@nestjs/common';
import { DomainError, type ErrorCode } from '#libs/kernel';

/** What Fastify and Nest say by themselves, in our terms. */
const CODE_OF_STATUS: Record<number, ErrorCode> = { 401: 'token-invalid', 403: 'forbidden', 404: 'not-found', 405: 'method-not-allowed', 413: 'payload-too-large', 415: 'unsupported-media-type', 503: 'service-unavailable' };

/** Any exception as a DomainError; `isOtherMethod` when the path exists with another method. */
export function domainErrorOf(exception: unknown, isOtherMethod = false): DomainError {
  if (exception instanceof DomainError) return exception;
  const status = statusOf(exception);
  if (status === 404 && isOtherMethod) return new DomainError('method-not-allowed');
  const code = CODE_OF_STATUS[status] ?? (status >= 400 && status < 500 ? 'malformed-request' : 'internal-error');
  return new DomainError(code, { cause: exception });
}

function statusOf(exception: unknown): number {
  if (exception instanceof HttpException) return exception.getStatus();
  const status = (exception as { statusCode?: unknown } | null | undefined)?.statusCode;
  return typeof status === 'number' ? status : 500;
}
