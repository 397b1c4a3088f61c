/** Prepares the simulator of the login service, and submits handovers to its pages as a browser would. */
export class LoginSimulatorClient {
  constructor(private readonly base: string) {}

  /** A Telekom Login that names these access numbers. */
  putLogin(username: string, password: string, accessNumbers: string[]): Promise<void> {
    return this.put(`/sim/logins/${encodeURIComponent(username)}`, { password, accessNumbers });
  }

  putAccessNumber(accessNumber: string, personalPassword: string): Promise<void> {
    return this.put(`/sim/access-numbers/${accessNumber}`, { personalPassword });
  }

  /** How `/verify` and the pages behave from now on; `status: 0` is normal. */
  behave(behaviour: { delayMs: number; status: number }): Promise<void> {
    return this.put('/sim/behaviour', behaviour);
  }

  /** Submits the fields of a handover to the page that they are for. */
  async arrive(url: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'error' });
    return { status: response.status, text: await response.text() };
  }

  private async put(path: string, body: object): Promise<void> {
    const response = await fetch(`${this.base}${path}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`the login simulator answered ${response.status} to PUT ${path}`);
  }
}
