import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { Gauge } from 'prom-client';
import { gauge, type HealthCheck, type Logger } from '#libs/observability';
import { firstArrival } from './dead-letter.js';
import { readFact } from './fact-reader.js';
import type { AnyFactHandler } from './fact-handler.js';
import { FactWork } from './fact-work.js';
import type { NatsLink } from './nats-link.js';
import { errorText, pause } from './pause.js';
import { DEFAULT_RETRY, type RetryPolicy } from './retry.policy.js';

export interface FactConsumerOptions {
  link: NatsLink;
  stream: string;
  durable: string;
  handlers: readonly AnyFactHandler[];
  service: string;
  logger: Logger;
  /** Subjects without a handler that are acknowledged all the same; others become dead letters. */
  ignoreUnknown?: (subject: string) => boolean;
  retry?: Partial<RetryPolicy>;
}

/** Ahead of the handlers; a heartbeat (ms) that fails to come twice means that the stream is gone. */
const PULL = { max_messages: 100, expires: 10_000, idle_heartbeat: 2_000, abort_on_missing_resource: true };

/** The longest pause (ms) before the loop asks again for its stream. */
const MAX_PAUSE = 2_000;

const active = new Set<FactConsumer>();
gauge('bsp_consumer_lag', 'Messages of a durable that wait or are being handled', ['stream', 'durable'], async (lag) => {
  await Promise.all([...active].map((consumer) => consumer.measure(lag)));
});

/**
 * Hands the facts of one durable to the service's handlers: in order per key, each until it is done or buried.
 * Survives whatever happens to the messages, the connection and the stream; only `stop()` ends it.
 */
export class FactConsumer {
  /** Resolves after the first pull. */
  readonly ready: Promise<void>;
  private readonly work: FactWork;
  private readonly handlers: ReadonlyMap<string, AnyFactHandler>;
  private readonly stopping = new AbortController();
  private becomeReady!: () => void;
  private consumer?: Consumer;
  private messages?: ConsumerMessages;
  private loop?: Promise<void>;
  private pulling = false;

  constructor(private readonly options: FactConsumerOptions) {
    this.ready = new Promise((resolve) => (this.becomeReady = resolve));
    this.handlers = new Map(options.handlers.map((handler) => [handler.contract.type, handler]));
    this.work = new FactWork({ ...options, retry: { ...DEFAULT_RETRY, ...options.retry }, stopping: this.stopping.signal });
  }

  /** Starts pulling; returns at once, `ready` tells when messages flow. */
  start(): void {
    active.add(this);
    this.loop ??= this.run();
  }

  /** Stops pulling, waits for running handlers and gives back what has not begun. */
  async stop(): Promise<void> {
    active.delete(this);
    this.stopping.abort();
    this.messages?.stop();
    await this.loop;
    await this.work.finish();
  }

  /** Messages of this durable that wait or are being handled. @throws Error while the stream cannot be asked */
  async lag(): Promise<number> {
    this.consumer ??= await this.options.link.js.consumers.get(this.options.stream, this.options.durable);
    const info = await this.consumer.info();
    return info.num_pending + info.num_ack_pending;
  }

  /** Writes the lag into a gauge, if it can be asked now. */
  async measure(lag: Gauge<'stream' | 'durable'>): Promise<void> {
    if (this.options.link.status() === 'connected') await this.lag().then((value) => lag.set(this.names, value), () => lag.remove(this.names));
  }

  /** For the operations port: fails while nothing can be pulled. */
  get health(): HealthCheck {
    const check = async () => {
      if (!this.pulling) throw new Error('cannot be pulled from');
    };
    return { name: `stream ${this.options.stream}`, check };
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted; failures++) {
      try {
        await this.pull(() => (failures = 0));
      } catch (error) {
        if (failures % 10 === 0) this.options.logger.warn({ ...this.names, reason: errorText(error) }, 'cannot pull facts, trying again');
      }
      this.pulling = false;
      await pause(Math.min(100 * 2 ** Math.min(failures, 10), MAX_PAUSE), this.stopping.signal);
    }
  }

  private async pull(begun: () => void): Promise<void> {
    const { link, stream, durable } = this.options;
    const consumer = await link.js.consumers.get(stream, durable);
    const messages = await consumer.consume({ ...PULL });
    if (this.stopping.signal.aborted) return messages.stop();
    this.consumer = consumer;
    this.messages = messages;
    void this.endWhenSilent(messages);
    this.pulling = true;
    begun();
    this.becomeReady();
    for await (const message of messages) {
      await this.work.room();
      this.take(message);
    }
  }

  /** Ends an iteration whose stream went silent, so that the loop starts afresh. */
  private async endWhenSilent(messages: ConsumerMessages): Promise<void> {
    for await (const status of messages.status()) {
      if (status.type === 'heartbeats_missed' || status.type === 'consumer_deleted') messages.stop(new Error(status.type));
    }
  }

  private take(message: JsMsg): void {
    try {
      const reading = readFact(message.subject, message.data, { now: message.time, first: firstArrival(message) }, (type) => this.handlers.get(type)?.contract);
      if ('fact' in reading) return this.work.handle(message, reading.fact, reading.key, this.handlers.get(message.subject)!);
      if (reading.fault === 'unknown-type' && this.options.ignoreUnknown?.(message.subject)) return message.ack();
      this.work.bury(message, { reason: `${reading.fault}: ${reading.detail}`, count: 1 });
    } catch (error) {
      this.options.logger.error({ ...this.names, err: error }, 'message could not be taken');
      this.work.bury(message, { reason: `unreadable: ${errorText(error)}`, count: 1 });
    }
  }

  private get names(): { stream: string; durable: string } {
    return { stream: this.options.stream, durable: this.options.durable };
  }
}
