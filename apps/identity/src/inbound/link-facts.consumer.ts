import { Injectable } from '@nestjs/common';
import { customerCentreLinked, customerCentreUnlinked, customerLinked, customerUnlinked } from '#libs/contracts';
import { type AnyFactHandler, batchedHandlerOf, type BatchEffect } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { type LinkNews, RecordLinkActivityUseCase } from '../use-cases/record-link-activity.use-case.js';

/** What contract-linking says of an account's links, for its activity. */
@Injectable()
export class LinkFactsConsumer implements FactHandlers {
  constructor(private readonly recordLinkActivity: RecordLinkActivityUseCase) {}

  handlers(): AnyFactHandler[] {
    const record: BatchEffect<LinkNews> = (news, call) => this.recordLinkActivity.execute(news, call);
    return [
      ...([[customerLinked, 'customer.linked'], [customerUnlinked, 'customer.unlinked']] as const).map(([contract, action]) =>
        batchedHandlerOf(contract, ({ id, data: { accountId, actor, customerNumber } }): LinkNews => ({ id, accountId, actor, what: { action, customerNumber } }), record),
      ),
      ...([[customerCentreLinked, 'customer-centre.linked'], [customerCentreUnlinked, 'customer-centre.unlinked']] as const).map(([contract, action]) =>
        batchedHandlerOf(contract, ({ id, data: { accountId, actor, accessNumber, saveId } }): LinkNews => ({ id, accountId, actor, what: { action, accessNumber, saveId } }), record),
      ),
    ];
  }
}
