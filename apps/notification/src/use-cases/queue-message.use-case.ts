import { Injectable } from '@nestjs/common';
import { type Call, Clock, Transactions } from '#libs/kernel';
import { domainOf } from '../domain/mail-address.policy.js';
import type { Message, MessageBody } from '../domain/message.js';
import { MessageStore } from '../domain/message.store.js';
import { SendSignal } from '../domain/send-signal.js';
import { failedFact } from './message-facts.js';

/** A message as its cause asks for it: a mail to an address, or a letter, which needs none. */
export type MessageOrder = Omit<Message, 'channel' | 'domain' | 'queuedAt'> & { to?: string; body: MessageBody };

/** Exactly one message per cause: what was claimed before is not queued again. */
@Injectable()
export class QueueMessageUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: MessageStore,
    private readonly signal: SendSignal,
    private readonly clock: Clock,
  ) {}

  async execute({ to, body, ...order }: MessageOrder, call: Call): Promise<void> {
    const now = this.clock.now();
    const channel = to === undefined ? ('LETTER' as const) : ('EMAIL' as const);
    const domain = to === undefined ? '' : domainOf(to);
    const message = { ...order, channel, domain: domain ?? '', queuedAt: now };
    await this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(message.causeId))) return;
      if (domain !== undefined) return this.messages.queue(tx, message, body);
      tx.emit(failedFact(message, 'INVALID_ADDRESS'));
      await this.messages.logFailure(tx, message, { state: 'FAILED', at: now, reason: 'INVALID_ADDRESS' });
    });
    this.signal.raise();
  }
}
