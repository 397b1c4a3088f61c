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

/** The telco's own login, outside of this house. */
export abstract class LoginService {
  /** Undefined where it does not accept them. @throws DomainError `external-service-unavailable` with `retryAfter` */
  abstract verify(credentials: CentreCredentials, call: Call): Promise<CentreLogin | undefined>;
}
