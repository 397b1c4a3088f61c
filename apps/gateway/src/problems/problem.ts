import type { Locale } from '#libs/contracts';
import type { DomainError, ErrorCode, ErrorKind } from '#libs/kernel';
import { ERROR_TEXTS } from './error-texts.js';
import { fieldMessage } from './field-texts.js';
import { fillIn } from './language.js';

/** The only place where kinds become statuses. */
export const STATUS_OF: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  gone: 410,
  'precondition-failed': 412,
  'too-large': 413,
  'unsupported-type': 415,
  invalid: 422,
  'precondition-required': 428,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
};

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Path of the request. */
  instance: string;
  code: ErrorCode;
  traceId: string;
  hotline?: string;
  accessNumberToLink?: string;
  errors?: { field: string; rule: string; message: string }[];
}

export interface ProblemContext {
  language: Locale;
  instance: string;
  traceId: string;
}

/** A DomainError in words. */
export function problemOf({ code, kind, params, errors }: DomainError, { language, instance, traceId }: ProblemContext): Problem {
  const { title, detail } = ERROR_TEXTS[code][language];
  const extension = (name: 'hotline' | 'accessNumberToLink') => (params?.[name] === undefined ? {} : { [name]: String(params[name]) });
  return {
    type: `urn:bsp-access:problem:${code}`,
    title,
    status: STATUS_OF[kind],
    detail: fillIn(detail, params),
    instance,
    code,
    traceId,
    ...extension('hotline'),
    ...extension('accessNumberToLink'),
    ...(errors && { errors: errors.map((error) => ({ field: error.field, rule: error.rule, message: fieldMessage(error, language, instance) })) }),
  };
}
