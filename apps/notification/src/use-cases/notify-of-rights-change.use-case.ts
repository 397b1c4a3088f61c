import { Injectable } from '@nestjs/common';
import { type Call, type Transaction, Transactions } from '#libs/kernel';
import { owingRights, personOf, type RightsNews } from '../domain/recipient.js';
import { RecipientStore } from '../domain/recipient.store.js';
import { QueueMessageUseCase } from './queue-message.use-case.js';
import { rightsMailOnFile } from './rights-mail.js';

export interface RightsChanged extends Omit<RightsNews, 'by'> {
  accountId: string;
  /** Present where whoever the rights come from did it in person; who that is may be unknown. */
  giverId?: string | undefined;
}

/**
 * Tells an account what others gave it or took from it, once for each save. While nothing is known of the account it is owed, as a security
 * notice is; a closed one hears of it no more.
 */
@Injectable()
export class NotifyOfRightsChangeUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientStore,
    private readonly queueMessage: QueueMessageUseCase,
  ) {}

  async execute({ accountId, ...changed }: RightsChanged, call: Call): Promise<void> {
    const order = await this.transactions.run(call, async (tx) => {
      const recipient = await this.recipients.load(tx, accountId);
      if (recipient.closed) return undefined;
      const news = await this.withGiver(changed, tx);
      if (!recipient.email) await this.recipients.record(tx, owingRights(recipient, news));
      return rightsMailOnFile(recipient, news);
    });
    if (order) await this.queueMessage.execute(order, call);
  }

  private async withGiver(changed: Omit<RightsChanged, 'accountId'>, tx: Transaction): Promise<RightsNews> {
    const { giverId, ...news } = changed;
    if (!('giverId' in changed)) return news;
    return { ...news, by: giverId === undefined ? {} : personOf(await this.recipients.load(tx, giverId)) };
  }
}
