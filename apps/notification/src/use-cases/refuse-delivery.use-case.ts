import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import type { Message } from '../domain/message.js';
import { failedFact } from './message-facts.js';

/** Tells, once, that a delivery cannot be read. Its own id stays unclaimed, so that it can be replayed when the key is found. */
@Injectable()
export class RefuseDeliveryUseCase {
  constructor(private readonly transactions: Transactions) {}

  async execute(message: Pick<Message, 'causeId' | 'messageType' | 'accountId'>, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (await tx.claim(`unreadable ${message.causeId}`)) tx.emit(failedFact(message, 'UNREADABLE'));
    });
  }
}
