import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import { type RecipientDetails, withDetails } from '../domain/recipient.js';
import { RecipientStore } from '../domain/recipient.store.js';

/** Keeps notification's copy of whom it writes to; repeating it, or an older fact, changes nothing. */
@Injectable()
export class RecordRecipientUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientStore,
  ) {}

  async execute(accountId: string, details: RecipientDetails, sequence: number, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      const known = await this.recipients.load(tx, accountId);
      await this.recipients.record(tx, withDetails(known, details, sequence));
    });
  }
}
