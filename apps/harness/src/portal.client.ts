/** An answer of the gateway: its status, headers and body (null when there is none). */
export interface Answer<Body = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: Body;
}

/** What a caller sends besides the path. */
export interface Sent {
  body?: unknown;
  token?: string;
  headers?: Record<string, string>;
}

/** A refusal by the gateway that the scenario did not expect. */
export class UnexpectedAnswer extends Error {
  constructor(
    method: string,
    path: string,
    readonly answer: Answer<unknown>,
  ) {
    super(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}

/** No answer at all; `code` says why (`ECONNREFUSED`, `ECONNRESET`, `TimeoutError`, …). */
export class NoAnswer extends Error {
  readonly code: string;

  constructor(method: string, url: string, failure: unknown) {
    const { name, cause } = failure as { name?: string; cause?: { code?: string; message?: string } };
    const code = cause?.code ?? cause?.message ?? name ?? 'unknown';
    super(`${method} ${url} was not answered: ${code}`, { cause: failure });
    this.code = code;
  }
}

/** The gateway's HTTP interface as a portal front end uses it. */
export class PortalClient {
  constructor(readonly base: string) {}

  /** Any status is an answer. @throws NoAnswer */
  async send<Body = Record<string, unknown>>(method: string, path: string, { body, token, headers }: Sent = {}): Promise<Answer<Body>> {
    const url = `${this.base}/api/v1${path}`;
    try {
      const response = await fetch(url, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...(token && { authorization: `Bearer ${token}` }), ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as Body };
    } catch (failure) {
      throw new NoAnswer(method, url, failure);
    }
  }

  /** @throws UnexpectedAnswer unless the status is `status`. */
  async expect<Body = Record<string, unknown>>(status: number, method: string, path: string, sent: Sent = {}): Promise<Body> {
    const answer = await this.send<Body>(method, path, sent);
    if (answer.status !== status) throw new UnexpectedAnswer(method, path, answer);
    return answer.body;
  }
}
