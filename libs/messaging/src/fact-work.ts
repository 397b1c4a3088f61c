import type { JsMsg } from '@nats-io/jetstream';
import { counter, type Logger } from '#libs/observability';
import { buryMessage, type DeadLetterCause } from './dead-letter.js';
import { FactBatches } from './fact-batches.js';
import { callForFact, type AnyFactHandler } from './fact-handler.js';
import type { Fact } from './fact-reader.js';
import { KeyedLanes, Slots } from './keyed-lanes.js';
import type { NatsLink } from './nats-link.js';
import { errorText, pause } from './pause.js';
import { isOutage, NeverHandleable, type RetryPolicy } from './retry.policy.js';

export interface FactWorkOptions {
  link: NatsLink;
  stream: string;
  durable: string;
  service: string;
  logger: Logger;
  retry: RetryPolicy;
  stopping: AbortSignal;
}

const facts = counter('bsp_facts_total', 'Messages of a durable by what became of them', ['stream', 'outcome']);

/** Handlers at a time, messages held at a time, and messages of one key behind one that is being tried again. */
const PARALLEL = 16;
const MAX_HELD = 500;
const MAX_LANE = 50;
/** A message of an overfull lane comes again after this (ms). */
const LATER = 5_000;
/** How often the stream is told that a held message is being worked on (ms); well below the durable's ack wait. */
const WORKING = 1_200;

/** The messages that a consumer holds: each is tried, in order per key, until it is done, buried or given back. */
export class FactWork {
  private readonly lanes = new KeyedLanes();
  private readonly slots = new Slots(PARALLEL);
  private readonly batches: FactBatches;
  private readonly held = new Map<string, JsMsg>();
  private readonly heartbeat: NodeJS.Timeout;
  private waiting: (() => void)[] = [];

  constructor(private readonly options: FactWorkOptions) {
    this.batches = new FactBatches(options.logger, options.stopping);
    this.heartbeat = setInterval(() => this.keep(), WORKING);
    this.heartbeat.unref();
  }

  /** Resolves when another message may be taken. */
  async room(): Promise<void> {
    while (this.held.size >= MAX_HELD && !this.options.stopping.aborted) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  handle(message: JsMsg, fact: Fact, key: string, handler: AnyFactHandler): void {
    if (this.lanes.length(key) >= MAX_LANE) return message.nak(LATER);
    this.hold(message, key, () => this.work(message, fact, handler));
  }

  bury(message: JsMsg, cause: DeadLetterCause): void {
    this.hold(message, `bury ${message.seq}`, () => this.buryUntilDone(message, cause));
  }

  /** Resolves when no handler runs any more. */
  async finish(): Promise<void> {
    this.release();
    await this.lanes.idle();
    clearInterval(this.heartbeat);
  }

  private hold(message: JsMsg, key: string, task: () => Promise<void>): void {
    // Delivered again while it is still being worked on: the first one's acknowledgement counts for both.
    const id = identityOf(message);
    if (this.held.has(id)) return;
    this.held.set(id, message);
    this.lanes.run(key, async () => {
      try {
        await task();
      } catch (error) {
        this.options.logger.error({ ...this.names(message), err: error }, 'message not settled, it will come again');
      } finally {
        this.held.delete(id);
        this.release();
      }
    });
  }

  private async work(message: JsMsg, fact: Fact, handler: AnyFactHandler): Promise<void> {
    const done = handler.batched && (await this.batches.join(fact, handler.batched));
    return done ? this.settle(message, 'handled') : this.attempt(message, fact, handler);
  }

  private async attempt(message: JsMsg, fact: Fact, handler: AnyFactHandler): Promise<void> {
    const { retry, stopping } = this.options;
    for (let failures = 0; !stopping.aborted; ) {
      try {
        await this.slots.run(() => handler.handle(fact as Fact<never>, callForFact(fact)));
        return this.settle(message, 'handled');
      } catch (error) {
        const outage = isOutage(error);
        if (!outage) failures += 1;
        this.options.logger.warn({ ...this.names(message), eventId: fact.id, failures, outage, err: error }, 'fact not handled');
        if (error instanceof NeverHandleable || failures > retry.pauses.length) return this.buryUntilDone(message, { reason: `failed: ${errorText(error)}`, count: failures });
        await pause(outage ? retry.outagePause : retry.pauses[failures - 1]!, stopping);
      }
    }
    message.nak();
  }

  private async buryUntilDone(message: JsMsg, cause: DeadLetterCause): Promise<void> {
    const { link, service, durable, logger, retry, stopping } = this.options;
    for (let failures = 0; !stopping.aborted; failures++) {
      try {
        await buryMessage(link, service, durable, message, cause);
        logger.error({ ...this.names(message), reason: cause.reason, count: cause.count }, 'message moved to the dead letters');
        return this.settle(message, 'dead-letter');
      } catch (error) {
        if (failures % 10 === 0) logger.error({ ...this.names(message), err: error }, 'dead letter not accepted, trying again');
        await pause(retry.outagePause, stopping);
      }
    }
    message.nak();
  }

  private settle(message: JsMsg, outcome: string): void {
    message.ack();
    facts.inc({ stream: this.options.stream, outcome });
  }

  private keep(): void {
    for (const message of this.held.values()) message.working();
  }

  private release(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }

  private names(message: JsMsg): { subject: string; stream: string; sequence: number } {
    return { subject: message.subject, stream: this.options.stream, sequence: message.seq };
  }
}

/** A stream that was wiped and made anew counts from one again, so the number alone names no message. */
function identityOf(message: JsMsg): string {
  return `${message.seq}.${message.info.timestampNanos}`;
}
