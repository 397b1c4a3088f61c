import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import { type Recipient, type RecipientDetails, withDetails } from '../domain/recipient.js';
import { RecipientStore } from '../domain/recipient.store.js';
import { QueueMessageUseCase } from './queue-message.use-case.js';
import { securityNoticeOnFile } from './security-notice.js';

/** Keeps notification's copy of whom it writes to; repeating it, or an older fact, changes nothing. Then tells them what they are owed. */
@Injectable()
export class RecordRecipientUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientStore,
    private readonly queueMessage: QueueMessageUseCase,
  ) {}

  async execute(accountId: string, details: RecipientDetails, sequence: number, call: Call): Promise<void> {
    const recipient = await this.transactions.run(call, async (tx) => {
      const recorded = withDetails(await this.recipients.load(tx, accountId), details, sequence);
      await this.recipients.record(tx, recorded);
      return recorded;
    });
    if (recipient.email && recipient.owed?.length) await this.settle(recipient, call);
  }

  /** Forgets what was owed only when it is queued: killed in between, the fact comes again, and each notice is queued once. */
  private async settle(recipient: Recipient, call: Call): Promise<void> {
    for (const incident of recipient.owed ?? []) await this.queueMessage.execute(securityNoticeOnFile(recipient, incident)!, call);
    await this.transactions.run(call, (tx) => this.recipients.record(tx, { accountId: recipient.accountId, owed: [] }));
  }
}
