import { ERROR_CODES, type ErrorCode, type ErrorKind } from './error-codes.js';

/** One broken rule of one field; `field` is the dotted path in the request body. */
export interface FieldError {
  field: string;
  rule: string;
  params?: Record<string, string | number>;
}

/** How a DomainError travels over the bus. Texts are made at the edges only. */
export interface WireError {
  code: ErrorCode;
  kind: ErrorKind;
  params?: ErrorParams;
  errors?: FieldError[];
}

/** Known params: `hotline` (a phone number), `retryAfter` (whole seconds). */
export type ErrorParams = Record<string, string | number>;

/** The one error class of the domain: what went wrong, by name. */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly params?: ErrorParams;
  readonly errors?: FieldError[];

  constructor(
    readonly code: ErrorCode,
    details: { params?: ErrorParams; errors?: FieldError[]; cause?: unknown } = {},
  ) {
    super(code, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'DomainError';
    this.kind = ERROR_CODES[code];
    if (details.params) this.params = details.params;
    if (details.errors) this.errors = details.errors;
  }

  toJSON(): WireError {
    return { code: this.code, kind: this.kind, ...(this.params && { params: this.params }), ...(this.errors && { errors: this.errors }) };
  }

  /** Reads what `toJSON` wrote; anything else becomes `internal-error`. */
  static from(wire: unknown): DomainError {
    if (!isWireError(wire)) return new DomainError('internal-error', { cause: wire });
    return new DomainError(wire.code, { ...(wire.params && { params: wire.params }), ...(wire.errors && { errors: wire.errors }) });
  }
}

function isWireError(value: unknown): value is WireError {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string' && Object.hasOwn(ERROR_CODES, value.code);
}
