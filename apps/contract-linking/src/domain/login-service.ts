import type { Call } from '#libs/kernel';

/** What somebody typed to show that a customer centre is theirs. Shown to the login service, and kept nowhere. */
export type CentreCredentials =
  | { method: 'TELEKOM_LOGIN'; username: string; password: string }
  | { method: 'ACCESS_NUMBER'; accessNumber: string; personalPassword: string };

/** Whose they are: `subject` names a login without saying anything of it. */
export interface CentreLogin {
  subject: string;
  accessNumbers: string[];
}

/**
 * The service looked at them and let nobody in, in another way than agreed (locked, unknown, expired, …). Such an answer may depend on what was
 * typed: it counts as a try in vain, or somebody could guess without end. As the cause of a DomainError.
 */
export class RefusedOtherwise extends Error {
  override name = 'RefusedOtherwise';
}

/** The telco's own login, outside of this house. */
export abstract class LoginService {
  /** Undefined where it does not accept them. @throws DomainError `external-service-unavailable` with `retryAfter`, caused by RefusedOtherwise where they were looked at */
  abstract verify(credentials: CentreCredentials, call: Call): Promise<CentreLogin | undefined>;
}
