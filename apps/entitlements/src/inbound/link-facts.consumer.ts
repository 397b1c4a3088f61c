import { Injectable } from '@nestjs/common';
import { customerCentreLinked, customerCentreUnlinked, customerLinked, customerUnlinked, type DataOf } from '#libs/contracts';
import type { Call } from '#libs/kernel';
import { type AnyFactHandler, type Fact, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { RecordCustomerCentreLinkUseCase } from '../use-cases/record-customer-centre-link.use-case.js';
import { RecordCustomerLinkUseCase } from '../use-cases/record-customer-link.use-case.js';
import { causeOf } from './cause-of.js';

type CustomerLinkFact = Fact<DataOf<typeof customerUnlinked>>;
type CustomerCentreFact = Fact<DataOf<typeof customerCentreLinked>>;

/** contract-linking's facts of links: where rights come from. */
@Injectable()
export class LinkFactsConsumer implements FactHandlers {
  constructor(
    private readonly recordCustomerLink: RecordCustomerLinkUseCase,
    private readonly recordCustomerCentreLink: RecordCustomerCentreLinkUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(customerLinked, (fact, call) => this.customerLink(fact, false, call)),
      handlerOf(customerUnlinked, (fact, call) => this.customerLink(fact, true, call)),
      handlerOf(customerCentreLinked, (fact, call) => this.customerCentreLink(fact, false, call)),
      handlerOf(customerCentreUnlinked, (fact, call) => this.customerCentreLink(fact, true, call)),
    ];
  }

  private customerLink(fact: CustomerLinkFact, ended: boolean, call: Call): Promise<void> {
    const { linkId, accountId, version, customerNumber } = fact.data;
    return this.recordCustomerLink.execute(fact.id, { linkId, via: 'LINK', accountId, version, ended, customerNumber }, causeOf(fact), call);
  }

  private customerCentreLink(fact: CustomerCentreFact, ended: boolean, call: Call): Promise<void> {
    const { linkId, accountId, version, accessNumber } = fact.data;
    return this.recordCustomerCentreLink.execute(fact.id, { linkId, via: 'CUSTOMER_CENTRE', accountId, version, ended, accessNumber }, causeOf(fact), call);
  }
}
