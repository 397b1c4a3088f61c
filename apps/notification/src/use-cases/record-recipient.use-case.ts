import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import { type Recipient, type RecipientDetails, withDetails } from '../domain/recipient.js';
import { RecipientStore } from '../domain/recipient.store.js';
import { QueueMessageUseCase } from './queue-message.use-case.js';
import { rightsMailOnFile } from './rights-mail.js';
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
    if (recipient.email && (recipient.owed?.length || recipient.owedRights?.length)) await this.settle(recipient, call);
  }

  /** Forgets what was owed only when it is queued: killed in between, the fact comes again, and each notice is queued once. */
  private async settle(recipient: Recipient, call: Call): Promise<void> {
    const { accountId, owed = [], owedRights = [] } = recipient;
    const orders = [...owed.map((incident) => securityNoticeOnFile(recipient, incident)), ...owedRights.map((news) => rightsMailOnFile(recipient, news))];
    for (const order of orders) if (order) await this.queueMessage.execute(order, call);
    await this.transactions.run(call, (tx) => this.recipients.record(tx, { accountId, owed: [], owedRights: [] }));
  }
}
