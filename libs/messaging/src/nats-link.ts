import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { connect, PermissionViolationError, type ConnectionOptions, type NatsConnection, type Status } from '@nats-io/transport-node';
import { counter, gauge, type HealthCheck, type Logger } from '#libs/observability';
import { errorText, pause, within } from './pause.js';

export interface NatsOptions {
  /** One or more `nats://host:port`, separated by commas. */
  url: string;
  user: string;
  password: string;
  /** Names the connection, and the inbox that this user may subscribe: `_INBOX_<service>`. */
  service: string;
  logger: Logger;
  /** Ends the waiting for a server that is not there. */
  signal?: AbortSignal;
}

const violations = counter('bsp_nats_permission_violations_total', 'Publishes and subscriptions that the server refused to this user', ['operation', 'subject']);
const connected = gauge('bsp_nats_connected', '1 while connected to NATS');

/** How often the server is asked whether it is there, and how many answers may be missing: a partition shows within 6 s. */
const PINGS = { pingInterval: 2_000, maxPingOut: 2 };
const RECONNECT = { maxReconnectAttempts: -1, reconnectTimeWait: 250, reconnectJitter: 250, ignoreAuthErrorAbort: true };

/** One connection to NATS that comes back for ever. */
export class NatsLink {
  readonly js: JetStreamClient;
  private state: 'connected' | 'reconnecting' | 'closed' = 'connected';

  constructor(
    readonly nc: NatsConnection,
    readonly service: string,
    private readonly logger: Logger,
  ) {
    this.js = jetstream(nc);
    connected.set(1);
    void this.watch();
  }

  status(): 'connected' | 'reconnecting' | 'closed' {
    return this.state;
  }

  /** For the operations port: fails while there is no connection. */
  readonly health: HealthCheck = {
    name: 'nats',
    check: async () => {
      if (this.state !== 'connected') throw new Error(this.state);
    },
  };

  /** Sends what is buffered and closes; waits at most `timeoutMs` for a server that is away. */
  async drain(timeoutMs = 2_000): Promise<void> {
    if (this.nc.isClosed()) return;
    if (this.state === 'connected') await within(timeoutMs, this.nc.drain()).catch(() => false);
    await this.close();
  }

  async close(): Promise<void> {
    if (!this.nc.isClosed()) await this.nc.close();
  }

  private async watch(): Promise<void> {
    void this.nc.closed().then((error) => {
      this.state = 'closed';
      connected.set(0);
      if (error) this.logger.fatal({ err: error }, 'connection to NATS closed for good');
    });
    for await (const status of this.nc.status()) this.note(status);
  }

  private note(status: Status): void {
    switch (status.type) {
      case 'disconnect':
        this.state = 'reconnecting';
        connected.set(0);
        return this.logger.warn({ server: status.server }, 'connection to NATS lost');
      case 'reconnect':
        this.state = 'connected';
        connected.set(1);
        return this.logger.info({ server: status.server }, 'connection to NATS is back');
      case 'error':
        if (status.error instanceof PermissionViolationError) violations.inc({ operation: status.error.operation, subject: status.error.subject });
        return this.logger.error({ reason: errorText(status.error) }, 'NATS refused something');
      case 'slowConsumer':
        return this.logger.warn('NATS subscription is too slow');
      default:
        return;
    }
  }
}

/** Connects, waiting for a server that is not there yet. @throws Error only when `signal` ends the waiting. */
export async function connectNats({ url, user, password, service, logger, signal }: NatsOptions): Promise<NatsLink> {
  const options: ConnectionOptions = {
    ...PINGS,
    ...RECONNECT,
    servers: url.split(',').map((server) => server.trim()),
    user,
    pass: password,
    name: service,
    inboxPrefix: inboxPrefix(service),
    timeout: 2_000,
    noAsyncTraces: true,
  };
  for (let attempt = 0; ; attempt++) {
    try {
      return new NatsLink(await connect(options), service, logger);
    } catch (error) {
      if (attempt % 20 === 0) logger.warn({ reason: errorText(error) }, 'waiting for NATS');
      await pause(Math.min(100 * 2 ** attempt, 1_000), signal);
      if (signal?.aborted) throw new Error('gave up waiting for NATS', { cause: error });
    }
  }
}

/** The only inboxes that a user of this name may listen on. */
export function inboxPrefix(service: string): string {
  return `_INBOX_${service}`;
}
