import { Injectable } from '@nestjs/common';
import type { ReplyOf, RequestOf, withdrawPendingEmail } from '#libs/contracts';
import { Clock, DomainError, Transactions, type Call } from '#libs/kernel';
import { AccountStore } from '../domain/account.store.js';
import { EmailChanges } from './email-changes.js';

/** Capability 6: the account keeps its e-mail address, and the code that went to the new one is worth nothing. */
@Injectable()
export class WithdrawPendingEmailUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountStore,
    private readonly changes: EmailChanges,
    private readonly clock: Clock,
  ) {}

  async execute(request: RequestOf<typeof withdrawPendingEmail>, call: Call): Promise<ReplyOf<typeof withdrawPendingEmail>> {
    return this.transactions.run(call, async (tx) => {
      const account = await this.accounts.findSignedIn(request, this.clock.now(), tx);
      if (!account) throw new DomainError('token-invalid');
      await this.changes.withdraw(account, request.origin, tx);
      return {};
    });
  }
}
