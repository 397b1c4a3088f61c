import { Inject, Injectable } from '@nestjs/common';
import { Clock, newId } from '#libs/kernel';
import { counter, gauge, type Logger } from '#libs/observability';
import { LOGGER, type Worker } from '#libs/service';
import { DomainSlots } from '../domain/domain-slots.js';
import type { SendResult } from '../domain/mail-server.js';
import type { QueuedMessage } from '../domain/message.js';
import { MessageStore } from '../domain/message.store.js';
import { SendSignal } from '../domain/send-signal.js';
import { ServerGate } from '../domain/server-gate.js';
import { SendMessageUseCase } from '../use-cases/send-message.use-case.js';

const SWEEP_MS = 1_000;
/** For so long a message belongs to this process; kept for as long as it is worked on. */
const LEASE_MS = 10_000;
/** A mail under way for longer makes its domain a slow one. */
const SLOW_MS = 5_000;
/** How long a stop waits for mails under way; others take over what is left when its lease ends. */
const STOP_MS = 8_000;
const LIMITS = { quick: 20, all: 200, perDomain: 4 };

const mails = counter('bsp_mails_total', 'Attempts to send a mail, by what became of them', ['type', 'verdict']);

interface UnderWay {
  message: QueuedMessage;
  since: number;
  done: Promise<void>;
}

/** Sends what is due: at once when this process queued it, else at the next look, each second. Any number of instances share the work. */
@Injectable()
export class MailSenderWorker implements Worker {
  private readonly holder = newId();
  private readonly slots = new DomainSlots(LIMITS);
  private readonly gate = new ServerGate();
  private readonly underWay = new Map<string, UnderWay>();
  private timer?: NodeJS.Timeout;
  private filling?: Promise<void> | undefined;
  private again = false;
  private stopping = false;

  constructor(
    private readonly messages: MessageStore,
    private readonly sendMessage: SendMessageUseCase,
    private readonly signal: SendSignal,
    private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  start(): void {
    this.signal.listen(() => this.fill());
    this.timer = setInterval(() => this.sweep(), SWEEP_MS);
    gauge('bsp_mails_waiting', 'Mails not yet sent or given up, of all instances', [], async (metric) => metric.set(await this.messages.waiting()));
    this.fill();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.filling;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, STOP_MS)));
    await Promise.race([late, Promise.all([...this.underWay.values()].map(({ done }) => done))]);
    clearTimeout(timer);
  }

  private sweep(): void {
    const now = this.clock.now().getTime();
    for (const { message, since } of this.underWay.values()) if (now - since > SLOW_MS) this.slots.markSlow(message.domain);
    if (this.underWay.size > 0) {
      this.messages.keep([...this.underWay.keys()], this.lease()).catch((error: unknown) => this.logger.warn({ err: error }, 'leases of mails not kept'));
    }
    this.fill();
  }

  /** One at a time; a call that comes meanwhile makes it look once more. */
  private fill(): void {
    this.again = true;
    this.filling ??= this.fillSlots()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the queue of mails cannot be read'))
      .finally(() => {
        this.filling = undefined;
        if (this.again) this.fill();
      });
  }

  private async fillSlots(): Promise<void> {
    while (this.again) {
      this.again = false;
      while (!this.stopping && this.slots.free && this.gate.admits(this.clock.now(), this.underWay.size)) {
        const message = await this.messages.take(this.clock.now(), this.lease(), this.slots.full());
        if (!message) break;
        this.begin(message);
      }
    }
  }

  private begin(message: QueuedMessage): void {
    this.slots.take(message.domain);
    const done = this.attempt(message).finally(() => {
      this.slots.release(message.domain);
      this.underWay.delete(message.causeId);
      this.fill();
    });
    this.underWay.set(message.causeId, { message, since: this.clock.now().getTime(), done });
  }

  private async attempt(message: QueuedMessage): Promise<void> {
    const { causeId, messageType, domain, attempts } = message;
    try {
      const result = await this.sendMessage.execute(message, this.holder);
      if (result) this.learn(domain, result.verdict);
      const { verdict, answer } = result ?? { verdict: 'too-late', answer: undefined };
      mails.inc({ type: messageType, verdict });
      const level = verdict === 'accepted' ? 'info' : 'warn';
      this.logger[level]({ causeId, messageType, domain, attempts, verdict, answer }, 'mail');
    } catch (error) {
      this.logger.error({ causeId, messageType, domain, attempts, err: error }, 'what became of a mail is not written, it may be sent again');
    }
  }

  private learn(domain: string, verdict: SendResult['verdict']): void {
    if (verdict === 'unreachable') return this.gate.missed(this.clock.now());
    this.gate.reached();
    if (verdict === 'deferred') this.slots.markSlow(domain);
    else this.slots.markQuick(domain);
  }

  private lease() {
    return { holder: this.holder, until: new Date(this.clock.now().getTime() + LEASE_MS) };
  }
}
