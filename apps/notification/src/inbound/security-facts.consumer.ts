import { Injectable } from '@nestjs/common';
import { accountClosed, accountLocked, accountUnlocked, type DataOf, passwordChanged, sessionEnded, usernameChanged } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import type { SecurityEvent } from '../domain/mail-content.js';
import { NotifyOfSecurityEventUseCase } from '../use-cases/notify-of-security-event.use-case.js';
import { RecordRecipientUseCase } from '../use-cases/record-recipient.use-case.js';
import { initiatorOf } from './initiator.js';

type Change = Fact<DataOf<typeof usernameChanged>>;
type StateChange = Fact<DataOf<typeof accountLocked>>;

/** What identity tells of accounts that their holders are to hear at once. */
@Injectable()
export class SecurityFactsConsumer implements FactHandlers {
  constructor(
    private readonly notifyOfSecurityEvent: NotifyOfSecurityEventUseCase,
    private readonly recordRecipient: RecordRecipientUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(usernameChanged, (fact, call) => this.changed('username-changed', fact, call)),
      handlerOf(passwordChanged, (fact, call) => this.changed('password-changed', fact, call)),
      handlerOf(accountLocked, (fact, call) => this.stateChanged('account-locked', fact, call)),
      handlerOf(accountUnlocked, (fact, call) => this.stateChanged('account-unlocked', fact, call)),
      handlerOf(accountClosed, async (fact, call) => {
        await this.recordRecipient.execute(fact.data.accountId, { closed: true }, fact.sequence ?? 0, call);
        await this.stateChanged('account-closed', fact, call);
      }),
      handlerOf(sessionEnded, async ({ id: causeId, time: at, data: { accountId, reason } }, call) => {
        if (reason === 'REUSE') await this.notifyOfSecurityEvent.execute(accountId, { causeId, event: 'session-token-reused', at }, call);
      }),
    ];
  }

  private changed(event: SecurityEvent, { id: causeId, time: at, data: { accountId, actor } }: Change, call: Call): Promise<void> {
    return this.notifyOfSecurityEvent.execute(accountId, { causeId, event, at, by: initiatorOf(actor) }, call);
  }

  private stateChanged(event: SecurityEvent, { id: causeId, time: at, data: { accountId, reason } }: StateChange, call: Call): Promise<void> {
    return this.notifyOfSecurityEvent.execute(accountId, { causeId, event, at, by: reason }, call);
  }
}
