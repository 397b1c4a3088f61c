import { Injectable } from '@nestjs/common';
import { accountActivated, contactDataChanged, sessionEnded } from '#libs/contracts';
import { type AnyFactHandler, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { NotifyOfSecurityEventUseCase } from '../use-cases/notify-of-security-event.use-case.js';
import { QueueMessageUseCase } from '../use-cases/queue-message.use-case.js';
import { RecordRecipientUseCase } from '../use-cases/record-recipient.use-case.js';

/** What identity tells of accounts and their sessions. */
@Injectable()
export class AccountFactsConsumer implements FactHandlers {
  constructor(
    private readonly queueMessage: QueueMessageUseCase,
    private readonly recordRecipient: RecordRecipientUseCase,
    private readonly notifyOfSecurityEvent: NotifyOfSecurityEventUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(accountActivated, async ({ id: causeId, sequence = 0, data }, call) => {
        const { accountId, role, firstName, lastName, email: to, locale } = data;
        await this.recordRecipient.execute(accountId, { email: to, locale, firstName, lastName }, sequence, call);
        const content = { messageType: 'account-activated' as const, data: { firstName, lastName, role } };
        await this.queueMessage.execute({ causeId, messageType: 'account-activated', accountId, locale, to, body: { kind: 'open', to, content } }, call);
      }),
      handlerOf(contactDataChanged, ({ sequence = 0, data: { accountId, email, locale } }, call) =>
        this.recordRecipient.execute(accountId, { email, locale }, sequence, call),
      ),
      handlerOf(sessionEnded, async ({ id: causeId, time: at, data: { accountId, reason } }, call) => {
        if (reason === 'REUSE') await this.notifyOfSecurityEvent.execute({ causeId, accountId, event: 'session-token-reused', at }, call);
      }),
    ];
  }
}
