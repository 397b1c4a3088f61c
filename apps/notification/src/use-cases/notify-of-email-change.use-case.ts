import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import type { Locale } from '../domain/locale.js';
import type { SecurityIncident } from '../domain/recipient.js';
import { RecipientStore } from '../domain/recipient.store.js';
import { QueueMessageUseCase } from './queue-message.use-case.js';
import { securityNotice } from './security-notice.js';

/** As the fact tells it: the copy may be older or newer. */
export interface EmailChange extends Omit<SecurityIncident, 'event'> {
  accountId: string;
  from: string;
  to: string;
  locale: Locale;
}

/** Tells both addresses, each once: whoever was pushed out of an account hears of it at the old one only. */
@Injectable()
export class NotifyOfEmailChangeUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientStore,
    private readonly queueMessage: QueueMessageUseCase,
  ) {}

  async execute({ accountId, from, to, locale, ...incident }: EmailChange, call: Call): Promise<void> {
    const recipient = await this.transactions.run(call, (tx) => this.recipients.load(tx, accountId));
    const left = { ...incident, causeId: `${incident.causeId} previous`, event: 'email-changed-from' as const };
    await this.queueMessage.execute(securityNotice(recipient, left, from, locale), call);
    await this.queueMessage.execute(securityNotice(recipient, { ...incident, event: 'email-changed-to' }, to, locale), call);
  }
}
