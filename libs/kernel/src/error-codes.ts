/** What an error means to the caller; the gateway turns each kind into one HTTP status. */
export type ErrorKind =
  | 'malformed'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'conflict'
  | 'gone'
  | 'precondition-failed'
  | 'too-large'
  | 'unsupported-type'
  | 'invalid'
  | 'precondition-required'
  | 'too-many'
  | 'internal'
  | 'unavailable';

/** Every code a caller can meet, with its kind. Adding one here makes the gateway's texts fail to compile until both languages exist. */
export const ERROR_CODES = {
  'malformed-request': 'malformed',
  'invalid-credentials': 'unauthenticated',
  'token-invalid': 'unauthenticated',
  'account-locked': 'forbidden',
  'contact-data-required': 'forbidden',
  forbidden: 'forbidden',
  'right-missing': 'forbidden',
  'not-found': 'not-found',
  'method-not-allowed': 'method-not-allowed',
  'username-taken': 'conflict',
  'email-taken': 'conflict',
  'already-linked': 'conflict',
  'no-matching-contract': 'conflict',
  'customer-centre-not-linked': 'conflict',
  'target-not-available': 'conflict',
  'last-administrator': 'conflict',
  'request-in-progress': 'conflict',
  'limit-reached': 'conflict',
  'no-recipient-known': 'conflict',
  'token-expired': 'gone',
  'code-expired': 'gone',
  'code-used': 'gone',
  'precondition-failed': 'precondition-failed',
  'payload-too-large': 'too-large',
  'unsupported-media-type': 'unsupported-type',
  'validation-failed': 'invalid',
  'password-policy': 'invalid',
  'current-password-wrong': 'invalid',
  'code-invalid': 'invalid',
  'login-service-rejected': 'invalid',
  'idempotency-key-reused': 'invalid',
  'precondition-required': 'precondition-required',
  'too-many-attempts': 'too-many',
  'internal-error': 'internal',
  'external-service-unavailable': 'unavailable',
  'service-unavailable': 'unavailable',
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_CODES;
