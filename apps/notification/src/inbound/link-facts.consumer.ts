import { Injectable } from '@nestjs/common';
import { customerCentreLinked, customerCentreUnlinked, customerLinked, customerUnlinked, type DataOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import type { LinkEvent } from '../domain/mail-content.js';
import { NotifyOfSecurityEventUseCase } from '../use-cases/notify-of-security-event.use-case.js';
import { initiatorOf, initiatorOfConsequence } from './initiator.js';

type CentreLink = Fact<DataOf<typeof customerCentreLinked>>;

/** What contract-linking tells of the links of accounts that their holders are to hear at once. */
@Injectable()
export class LinkFactsConsumer implements FactHandlers {
  constructor(private readonly notifyOfSecurityEvent: NotifyOfSecurityEventUseCase) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(customerLinked, async ({ id, time: at, data: { accountId, actor, customerNumber, others } }, call) => {
        await this.notifyOfSecurityEvent.execute(accountId, { causeId: id, event: 'customer-linked', at, by: initiatorOf(actor), customerNumber }, call);
        // They are told that somebody came, not who.
        for (const other of others) await this.notifyOfSecurityEvent.execute(other, { causeId: `${id} ${other}`, event: 'customer-linked-by-other', at, customerNumber }, call);
      }),
      handlerOf(customerUnlinked, ({ id: causeId, time: at, data: { accountId, actor, customerNumber } }, call) =>
        this.notifyOfSecurityEvent.execute(accountId, { causeId, event: 'customer-unlinked', at, by: initiatorOf(actor), customerNumber }, call),
      ),
      handlerOf(customerCentreLinked, (fact, call) => this.customerCentre('customer-centre-linked', fact, call)),
      handlerOf(customerCentreUnlinked, (fact, call) => this.customerCentre('customer-centre-unlinked', fact, call)),
    ];
  }

  /** One fact for each contract, one mail for each save: the first fact makes it. */
  private customerCentre(event: LinkEvent, { time: at, data: { accountId, actor, saveId } }: CentreLink, call: Call): Promise<void> {
    const by = initiatorOfConsequence(actor, accountId);
    return this.notifyOfSecurityEvent.execute(accountId, { causeId: `${saveId} ${event} ${accountId}`, event, at, ...(by && { by }) }, call);
  }
}
