import { Injectable } from '@nestjs/common';
import { customerCentreLinked, customerCentreUnlinked, customerLinked, customerUnlinked } from '#libs/contracts';
import { type AnyFactHandler, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { RecordLinkActivityUseCase } from '../use-cases/record-link-activity.use-case.js';

/** What contract-linking says of an account's links, for its activity. */
@Injectable()
export class LinkFactsConsumer implements FactHandlers {
  constructor(private readonly recordLinkActivity: RecordLinkActivityUseCase) {}

  handlers(): AnyFactHandler[] {
    return [
      ...([[customerLinked, 'customer.linked'], [customerUnlinked, 'customer.unlinked']] as const).map(([contract, action]) =>
        handlerOf(contract, ({ id, data: { accountId, actor, customerNumber } }, call) => this.recordLinkActivity.execute({ id, accountId, actor, what: { action, customerNumber } }, call)),
      ),
      ...([[customerCentreLinked, 'customer-centre.linked'], [customerCentreUnlinked, 'customer-centre.unlinked']] as const).map(([contract, action]) =>
        handlerOf(contract, ({ id, data: { accountId, actor, accessNumber } }, call) => this.recordLinkActivity.execute({ id, accountId, actor, what: { action, accessNumber } }, call)),
      ),
    ];
  }
}
