/** That an account has shown the credentials of these access numbers a moment ago. */
export interface CentreVerification {
  id: string;
  accountId: string;
  /** The login service's name of the login. */
  subject: string;
  accessNumbers: string[];
  expiresAt: Date;
  /** What came of it; absent until it is used. */
  linked?: string[];
}

export const VERIFICATION_LIFETIME_MS = 60_000;

export function newVerification(id: string, accountId: string, login: { subject: string; accessNumbers: readonly string[] }, now: Date): CentreVerification {
  const expiresAt = new Date(now.getTime() + VERIFICATION_LIFETIME_MS);
  return { id, accountId, subject: login.subject, accessNumbers: [...new Set(login.accessNumbers)].sort(), expiresAt };
}
