import { Injectable } from '@nestjs/common';
import { Clock, newCall, Transactions } from '#libs/kernel';
import { Dispatch } from '../domain/dispatch.js';
import type { FailureReason, QueuedMessage } from '../domain/message.js';
import { type Ending, MessageStore } from '../domain/message.store.js';
import { isOver, nextAttempt } from '../domain/retry-schedule.policy.js';
import type { SendResult } from '../domain/send-result.js';
import { failedFact, sentFact } from './message-facts.js';

/** Once a message is handed over, its end is written for as long as this (ms), through an outage: else it would be sent again. */
const WRITE_END_TIMEOUT = 60_000;

/**
 * One attempt at one message, held by `holder`. Killed between the answer and the end, the message is sent again by whoever takes it
 * next: the identical mail with the same Message-ID; a letter is in the spool already.
 */
@Injectable()
export class SendMessageUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly messages: MessageStore,
    private readonly dispatch: Dispatch,
    private readonly clock: Clock,
  ) {}

  /** What the mail server or the spool said, or nothing when the message was over before it was tried. */
  async execute(message: QueuedMessage, holder: string): Promise<SendResult | undefined> {
    if (isOver(message, this.clock.now())) {
      await this.giveUp(message, isExpired(message, this.clock.now()) ? 'EXPIRED' : 'NOT_DELIVERABLE_IN_TIME');
      return undefined;
    }
    const result = await this.dispatch.send(message);
    await this.conclude(message, holder, result);
    return result;
  }

  private async conclude(message: QueuedMessage, holder: string, { verdict, answer }: SendResult): Promise<void> {
    const now = this.clock.now();
    switch (verdict) {
      case 'accepted':
        return this.end(message, { state: 'SENT', at: now, answer });
      case 'refused':
        return this.giveUp(message, 'REFUSED', answer);
      case 'unreachable':
        return this.messages.giveBack(message.causeId, holder, now);
      case 'deferred': {
        const next = nextAttempt(message, now);
        if (next) return this.messages.postpone(message.causeId, holder, next, answer);
        return this.giveUp(message, answer === 'unreadable' ? 'UNREADABLE' : 'NOT_DELIVERABLE_IN_TIME', answer);
      }
    }
  }

  private giveUp(message: QueuedMessage, reason: FailureReason, answer?: string): Promise<void> {
    return this.end(message, { state: 'FAILED', at: this.clock.now(), reason, ...(answer && { answer }) });
  }

  private async end(message: QueuedMessage, ending: Ending): Promise<void> {
    await this.transactions.run(newCall(WRITE_END_TIMEOUT, { correlationId: message.causeId }), async (tx) => {
      if (!(await this.messages.end(tx, message.causeId, ending))) return;
      tx.emit(ending.state === 'SENT' ? sentFact(message) : failedFact(message, ending.reason));
    });
  }
}

const isExpired = ({ expiresAt }: QueuedMessage, now: Date): boolean => expiresAt !== undefined && expiresAt <= now;
