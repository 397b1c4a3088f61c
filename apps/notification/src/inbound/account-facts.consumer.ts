import { Injectable } from '@nestjs/common';
import { accountActivated, contactDataChanged, type DataOf, subAdministratorCreated } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { NotifyOfEmailChangeUseCase } from '../use-cases/notify-of-email-change.use-case.js';
import { QueueMessageUseCase } from '../use-cases/queue-message.use-case.js';
import { RecordRecipientUseCase } from '../use-cases/record-recipient.use-case.js';
import { initiatorOf } from './initiator.js';

/** What identity tells of the people behind the accounts: whom mails go to. */
@Injectable()
export class AccountFactsConsumer implements FactHandlers {
  constructor(
    private readonly queueMessage: QueueMessageUseCase,
    private readonly recordRecipient: RecordRecipientUseCase,
    private readonly notifyOfEmailChange: NotifyOfEmailChangeUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(accountActivated, async ({ id: causeId, sequence = 0, data }, call) => {
        const { accountId, role, firstName, lastName, company, email: to, locale } = data;
        await this.recordRecipient.execute(accountId, { email: to, locale, firstName, lastName, company }, sequence, call);
        const content = { messageType: 'account-activated' as const, data: { firstName, lastName, role } };
        await this.queueMessage.execute({ causeId, messageType: 'account-activated', accountId, locale, to, body: { kind: 'open', to, content } }, call);
      }),
      handlerOf(subAdministratorCreated, ({ sequence = 0, data: { accountId, email, locale, firstName, lastName, company } }, call) =>
        this.recordRecipient.execute(accountId, { email, locale, firstName, lastName, company }, sequence, call),
      ),
      handlerOf(contactDataChanged, (fact, call) => this.contactDataChanged(fact, call)),
    ];
  }

  private async contactDataChanged({ id: causeId, time: at, sequence = 0, data }: Fact<DataOf<typeof contactDataChanged>>, call: Call): Promise<void> {
    const { accountId, actor, company, email: to, previousEmail: from, locale } = data;
    await this.recordRecipient.execute(accountId, { email: to, locale, company }, sequence, call);
    if (from && to && from !== to) await this.notifyOfEmailChange.execute({ causeId, accountId, from, to, locale, at, by: initiatorOf(actor) }, call);
  }
}
