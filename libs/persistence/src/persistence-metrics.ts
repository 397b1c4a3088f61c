import { Counter, Gauge, type Registry } from 'prom-client';

/** How far the outbox is behind. */
export interface OutboxLag {
  /** Rows not yet published; counted up to 10,000. */
  waiting: number;
  /** Age of the oldest of them in milliseconds. */
  oldestMs: number;
}

/** Figures of the plumbing, one set per registry, told apart by service (several may live in one process). */
export class PersistenceMetrics {
  readonly #retries;
  readonly #published;
  readonly #failures;
  readonly #waiting;
  readonly #oldest;
  readonly #sealed;

  constructor(
    registry: Registry,
    private readonly service: string,
  ) {
    this.#retries = counter(registry, 'bsp_transaction_retries_total', 'Transactions (work) or commits tried again', ['service', 'step']);
    this.#published = counter(registry, 'bsp_outbox_published_total', 'Outbox rows acknowledged by the bus', ['service']);
    this.#failures = counter(registry, 'bsp_outbox_publish_failures_total', 'Attempts to publish an outbox row that failed', ['service']);
    this.#waiting = gauge(registry, 'bsp_outbox_waiting', 'Outbox rows waiting to be published (up to 10,000)');
    this.#oldest = gauge(registry, 'bsp_outbox_oldest_seconds', 'Age of the oldest unpublished outbox row');
    this.#sealed = gauge(registry, 'bsp_audit_sealed_position', 'Position of the last sealed audit row; never falls');
  }

  retried(step: 'work' | 'commit'): void {
    this.#retries.inc({ service: this.service, step });
  }

  published(): void {
    this.#published.inc({ service: this.service });
  }

  publishFailed(): void {
    this.#failures.inc({ service: this.service });
  }

  sealed(position: number): void {
    this.#sealed.set({ service: this.service }, position);
  }

  lag(lag: OutboxLag): void {
    this.#waiting.set({ service: this.service }, lag.waiting);
    this.#oldest.set({ service: this.service }, lag.oldestMs / 1000);
  }
}

function counter<L extends string>(registry: Registry, name: string, help: string, labelNames: L[]): Counter<L> {
  return (registry.getSingleMetric(name) as Counter<L> | undefined) ?? new Counter({ name, help, labelNames, registers: [registry] });
}

function gauge(registry: Registry, name: string, help: string): Gauge<'service'> {
  return (registry.getSingleMetric(name) as Gauge<'service'> | undefined) ?? new Gauge({ name, help, labelNames: ['service'], registers: [registry] });
}
