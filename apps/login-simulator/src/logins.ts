import { randomUUID } from 'node:crypto';

export type Credentials =
  | { method: 'TELEKOM_LOGIN'; username: string; password: string }
  | { method: 'ACCESS_NUMBER'; accessNumber: string; personalPassword: string };

/** Whose credentials they are; `subject` names a login and says nothing of it. */
export interface Verified {
  subject: string;
  accessNumbers: string[];
}

interface Login extends Verified {
  secret: string;
}

/** Who can sign in at the telco, as the tests have said. */
export class Logins {
  private readonly byUsername = new Map<string, Login>();
  private readonly byAccessNumber = new Map<string, Login>();

  putLogin(username: string, { password, accessNumbers }: { password: string; accessNumbers: string[] }): void {
    put(this.byUsername, username, password, accessNumbers);
  }

  putAccessNumber(accessNumber: string, personalPassword: string): void {
    put(this.byAccessNumber, accessNumber, personalPassword, [accessNumber]);
  }

  verify(credentials: Credentials): Verified | undefined {
    const [login, secret] =
      credentials.method === 'TELEKOM_LOGIN'
        ? [this.byUsername.get(credentials.username), credentials.password]
        : [this.byAccessNumber.get(credentials.accessNumber), credentials.personalPassword];
    return login && login.secret === secret ? { subject: login.subject, accessNumbers: login.accessNumbers } : undefined;
  }
}

function put(logins: Map<string, Login>, name: string, secret: string, accessNumbers: string[]): void {
  logins.set(name, { subject: logins.get(name)?.subject ?? randomUUID(), accessNumbers, secret });
}
