import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from './logger.js';
import { metrics } from './metrics.js';

/** One thing that must work for the process to take work. Rejects when it does not. */
export interface HealthCheck {
  name: string;
  check(): Promise<void>;
}

export interface OpsServerOptions {
  port: number;
  /** 127.0.0.1 unless given. */
  host?: string;
  checks: HealthCheck[];
  logger: Logger;
}

/** No check may take longer (ms): a probe that hangs tells nothing. */
const CHECK_TIMEOUT = 1_500;

/** What operators and schedulers ask: `/health/live`, `/health/ready`, `/metrics`. Apart from the product's own port. */
export class OpsServer {
  private readonly server: Server;
  private open = false;

  constructor(private readonly options: OpsServerOptions) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => {
        options.logger.error({ err: error }, 'operations endpoint failed');
        if (!response.headersSent) send(response, 500, { status: 'error' });
      });
    });
  }

  /** Resolves with the port that was taken (useful with port 0). */
  async start(): Promise<number> {
    this.server.listen(this.options.port, this.options.host ?? '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }

  /** Whether the process takes work at all; not before its start is complete, no more when it stops. */
  setReady(ready: boolean): void {
    this.open = ready;
  }

  async stop(): Promise<void> {
    if (!this.server.listening) return;
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, { status: 'error' });
    switch (request.url?.split('?')[0]) {
      case '/health/live':
        return send(response, 200, { status: 'ok' });
      case '/health/ready':
        return this.answerReadiness(response);
      case '/metrics':
        response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.metrics());
        return;
      default:
        return send(response, 404, { status: 'error' });
    }
  }

  private async answerReadiness(response: ServerResponse): Promise<void> {
    const results = await Promise.all(this.options.checks.map(runCheck));
    const failed = results.filter((result) => result.status !== 'ok');
    const ready = this.open && failed.length === 0;
    if (this.open && !ready) this.options.logger.warn({ failed }, 'not ready');
    send(response, ready ? 200 : 503, { status: ready ? 'ok' : this.open ? 'error' : 'starting-or-stopping', checks: results });
  }
}

async function runCheck({ name, check }: HealthCheck): Promise<{ name: string; status: string; reason?: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timed out')), CHECK_TIMEOUT);
  });
  try {
    await Promise.race([check(), late]);
    return { name, status: 'ok' };
  } catch (error) {
    return { name, status: 'error', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}
