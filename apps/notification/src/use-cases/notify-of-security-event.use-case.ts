import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import { owing, type SecurityIncident } from '../domain/recipient.js';
import { RecipientStore } from '../domain/recipient.store.js';
import { QueueMessageUseCase } from './queue-message.use-case.js';
import { securityNoticeOnFile } from './security-notice.js';

/**
 * Tells the holder of an account of what happened to it. While nothing is known of the account, the notice is owed: it is sent when the
 * fact that names an address comes later, and never for an account that was closed before anybody held it.
 */
@Injectable()
export class NotifyOfSecurityEventUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientStore,
    private readonly queueMessage: QueueMessageUseCase,
  ) {}

  async execute(accountId: string, incident: SecurityIncident, call: Call): Promise<void> {
    const order = await this.transactions.run(call, async (tx) => {
      const recipient = await this.recipients.load(tx, accountId);
      const notice = securityNoticeOnFile(recipient, incident);
      if (!notice) await this.recipients.record(tx, owing(recipient, incident));
      return notice;
    });
    if (order) await this.queueMessage.execute(order, call);
  }
}
