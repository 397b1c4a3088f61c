import type { Role } from '#libs/contracts';

export const ISSUER = 'urn:bsp-access';
export const AUDIENCE = 'urn:bsp-access:api';
export const ALGORITHM = 'ES256';
/** RFC 9068. */
export const TYPE = 'at+jwt';

/** What a verified access token says. */
export interface AccessToken {
  accountId: string;
  sessionId: string;
  role: Role;
  /** Epoch milliseconds. */
  expiresAt: number;
}
