import { Injectable } from '@nestjs/common';
import { type Call, Transactions } from '#libs/kernel';
import type { SecurityEvent } from '../domain/mail-content.js';
import type { Recipient } from '../domain/recipient.js';
import { RecipientStore } from '../domain/recipient.store.js';
import { QueueMessageUseCase } from './queue-message.use-case.js';

export interface SecurityIncident {
  causeId: string;
  accountId: string;
  event: SecurityEvent;
  at: Date;
}

/** Tells the holder of an account of something that they did not ask for. */
@Injectable()
export class NotifyOfSecurityEventUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientStore,
    private readonly queueMessage: QueueMessageUseCase,
  ) {}

  /** @throws RecipientUnknown while identity's fact on the account has not arrived; the event is then to be tried again. */
  async execute({ causeId, accountId, event, at }: SecurityIncident, call: Call): Promise<void> {
    const recipient = await this.transactions.run(call, (tx) => this.recipients.load(tx, accountId));
    if (!recipient.email) throw new RecipientUnknown(accountId);
    const to = recipient.email.value;
    const content = { messageType: 'security-notice' as const, data: { ...namesOf(recipient), event, at: at.toISOString() } };
    const locale = recipient.locale?.value ?? 'de';
    await this.queueMessage.execute({ causeId, messageType: 'security-notice', accountId, locale, to, body: { kind: 'open', to, content } }, call);
  }
}

class RecipientUnknown extends Error {
  constructor(accountId: string) {
    super(`nothing is known yet of account ${accountId}`);
    this.name = 'RecipientUnknown';
  }
}

function namesOf({ firstName, lastName }: Recipient) {
  return { ...(firstName && { firstName: firstName.value }), ...(lastName && { lastName: lastName.value }) };
}
