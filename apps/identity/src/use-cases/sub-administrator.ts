import type { SubAdministrator as Shown } from '#libs/contracts';
import type { SubAdministrator } from '../domain/sub-administrator.js';

/** A sub-administrator as their master administrator sees them. */
export function describeSubAdministrator({ id, username, firstName, lastName, email, status, invitedUntil, lastLoginAt }: SubAdministrator): Shown {
  return {
    id,
    username: username ?? null,
    firstName,
    lastName,
    email,
    // Closed ones are found by nobody.
    status: status as Shown['status'],
    invitedUntil: status === 'INVITED' && invitedUntil ? invitedUntil.toISOString() : null,
    lastLoginAt: lastLoginAt?.toISOString() ?? null,
  };
}
