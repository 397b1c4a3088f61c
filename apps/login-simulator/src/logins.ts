import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

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

/** What lies in the file, where there is one. */
interface Kept {
  byUsername: [string, Login][];
  byAccessNumber: [string, Login][];
}

/** Who can sign in at the telco, as the tests have said. */
export class Logins {
  private readonly byUsername: Map<string, Login>;
  private readonly byAccessNumber: Map<string, Login>;

  /** `file`: in which they outlive the process. */
  constructor(private readonly file?: string) {
    const kept = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined;
    [this.byUsername, this.byAccessNumber] = [new Map(kept?.byUsername), new Map(kept?.byAccessNumber)];
  }

  putLogin(username: string, { password, accessNumbers }: { password: string; accessNumbers: string[] }): void {
    put(this.byUsername, username, password, accessNumbers);
    this.keep();
  }

  putAccessNumber(accessNumber: string, personalPassword: string): void {
    put(this.byAccessNumber, accessNumber, personalPassword, [accessNumber]);
    this.keep();
  }

  verify(credentials: Credentials): Verified | undefined {
    const [login, secret] =
      credentials.method === 'TELEKOM_LOGIN'
        ? [this.byUsername.get(credentials.username), credentials.password]
        : [this.byAccessNumber.get(credentials.accessNumber), credentials.personalPassword];
    return login && login.secret === secret ? { subject: login.subject, accessNumbers: login.accessNumbers } : undefined;
  }

  /** Whole or not at all, whenever the process ends. */
  private keep(): void {
    if (!this.file) return;
    const kept: Kept = { byUsername: [...this.byUsername], byAccessNumber: [...this.byAccessNumber] };
    writeFileSync(`${this.file}.new`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
  }
}

function put(logins: Map<string, Login>, name: string, secret: string, accessNumbers: string[]): void {
  logins.set(name, { subject: logins.get(name)?.subject ?? randomUUID(), accessNumbers, secret });
}
