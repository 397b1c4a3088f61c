import { Inject, Injectable } from '@nestjs/common';
import { Clock, newId } from '#libs/kernel';
import { counter, gauge, type Logger } from '#libs/observability';
import { LOGGER, type Worker } from '#libs/service';
import { type Channel, CHANNELS, type QueuedMessage } from '../domain/message.js';
import { MessageStore } from '../domain/message.store.js';
import type { SendResult } from '../domain/send-result.js';
import { SendSignal } from '../domain/send-signal.js';
import { SendingPace } from '../domain/sending-pace.js';
import { SendMessageUseCase } from '../use-cases/send-message.use-case.js';

const SWEEP_MS = 1_000;
/** For so long a message belongs to this process; kept for as long as it is worked on. */
const LEASE_MS = 10_000;
/** How long a stop waits for messages under way; others take over what is left when its lease ends. */
const STOP_MS = 8_000;

const mails = counter('bsp_mails_total', 'Attempts to send a mail or a letter, by what became of them', ['type', 'channel', 'verdict']);

/**
 * Sends what is due: at once when this process queued it, else at the next look, each second. Any number of instances share the work.
 * Each channel has a pace of its own, so that a mail server that is away holds up no letter.
 */
@Injectable()
export class MessageSenderWorker implements Worker {
  private readonly holder = newId();
  private readonly paces: Readonly<Record<Channel, SendingPace>> = { EMAIL: new SendingPace(), LETTER: new SendingPace() };
  private readonly running = new Set<Promise<void>>();
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
    gauge('bsp_mails_waiting', 'Mails and letters not yet sent or given up, of all instances', [], async (metric) => metric.set(await this.messages.waiting()));
    this.fill();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.filling;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, STOP_MS)));
    await Promise.race([late, Promise.all(this.running)]);
    clearTimeout(timer);
  }

  private sweep(): void {
    const paces = Object.values(this.paces);
    for (const pace of paces) pace.look(this.clock.now());
    const held = paces.flatMap(({ causeIds }) => causeIds);
    if (held.length > 0) this.messages.keep(held, this.lease()).catch((error: unknown) => this.logger.warn({ err: error }, 'leases of messages not kept'));
    this.fill();
  }

  /** One at a time; a call that comes meanwhile makes it look once more. */
  private fill(): void {
    this.again = true;
    this.filling ??= this.fillSlots()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the queue of messages cannot be read'))
      .finally(() => {
        this.filling = undefined;
        if (this.again) this.fill();
      });
  }

  private async fillSlots(): Promise<void> {
    while (this.again) {
      this.again = false;
      await Promise.all(CHANNELS.map((channel) => this.fillSlotsOf(channel)));
    }
  }

  private async fillSlotsOf(channel: Channel): Promise<void> {
    const pace = this.paces[channel];
    while (!this.stopping && pace.mayBegin(this.clock.now())) {
      const message = await this.messages.take(channel, this.clock.now(), this.lease(), pace.fullDomains);
      if (!message) break;
      // Our own lease ran out while the database was away: its end is still being written.
      if (!pace.isUnderWay(message.causeId)) this.begin(message, pace);
    }
  }

  private begin(message: QueuedMessage, pace: SendingPace): void {
    pace.begin(message.causeId, message.domain, this.clock.now());
    const attempt = this.attempt(message).then((verdict) => {
      this.running.delete(attempt);
      pace.end(message.causeId, verdict, this.clock.now());
      this.fill();
    });
    this.running.add(attempt);
  }

  /** Never rejects. */
  private async attempt(message: QueuedMessage): Promise<SendResult['verdict'] | undefined> {
    const { causeId, messageType, channel, domain, attempts } = message;
    try {
      const result = await this.sendMessage.execute(message, this.holder);
      const { verdict, answer } = result ?? { verdict: 'too-late', answer: undefined };
      mails.inc({ type: messageType, channel, verdict });
      this.logger[verdict === 'accepted' ? 'info' : 'warn']({ causeId, messageType, channel, domain, attempts, verdict, answer }, 'message');
      return result?.verdict;
    } catch (error) {
      this.logger.error({ causeId, messageType, channel, domain, attempts, err: error }, 'what became of a message is not written, it may be sent again');
      return undefined;
    }
  }

  private lease() {
    return { holder: this.holder, until: new Date(this.clock.now().getTime() + LEASE_MS) };
  }
}
