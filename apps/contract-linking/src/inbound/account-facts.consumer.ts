import { Injectable } from '@nestjs/common';
import { accountClosed } from '#libs/contracts';
import { type AnyFactHandler, handlerOf } from '#libs/messaging';
import type { FactHandlers } from '#libs/service';
import { RecordClosedAccountUseCase } from '../use-cases/record-closed-account.use-case.js';

/** What identity says of accounts, as far as links hang on it. */
@Injectable()
export class AccountFactsConsumer implements FactHandlers {
  constructor(private readonly recordClosedAccount: RecordClosedAccountUseCase) {}

  handlers(): AnyFactHandler[] {
    return [handlerOf(accountClosed, ({ time, data }, call) => this.recordClosedAccount.execute(data.accountId, time, call))];
  }
}
