import type { OpenedSession } from '#libs/contracts';
import type { RefreshTokens } from '../domain/refresh-token.js';
import type { Session } from '../domain/session.js';

/** A session as the gateway needs it, with the refresh token of its current generation. */
export function describeOpened(session: Session, tokens: RefreshTokens): OpenedSession {
  return {
    accountId: session.accountId,
    sessionId: session.id,
    role: session.role,
    requiredActions: session.contactDataRequired ? ['CONTACT_DATA'] : [],
    refreshToken: tokens.issue(session.id, session.generation),
    refreshExpiresAt: session.idleExpiresAt.toISOString(),
  };
}
