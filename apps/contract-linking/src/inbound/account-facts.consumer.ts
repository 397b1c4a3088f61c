import { Injectable } from '@nestjs/common';
import { accountClosed } from '#libs/contracts';
import { type AnyFactHandler, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { EndCustomerCentreLinksUseCase } from '../use-cases/end-customer-centre-links.use-case.js';
import { RecordClosedAccountUseCase } from '../use-cases/record-closed-account.use-case.js';

/** What identity says of accounts, as far as links hang on it. */
@Injectable()
export class AccountFactsConsumer implements FactHandlers {
  constructor(
    private readonly recordClosedAccount: RecordClosedAccountUseCase,
    private readonly endCentreLinks: EndCustomerCentreLinksUseCase,
  ) {}

  handlers(): AnyFactHandler[] {
    return [
      handlerOf(accountClosed, async ({ time, data }, call) => {
        const { accountId, actor } = data;
        // First what rests on the other: else entitlements ends it too, in one fact for each.
        await this.endCentreLinks.execute({ accountId, actor, cause: 'account.closed' }, call);
        await this.recordClosedAccount.execute({ accountId, closedAt: time, actor }, call);
      }),
    ];
  }
}
