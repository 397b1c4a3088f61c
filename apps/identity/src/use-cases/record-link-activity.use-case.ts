import { Injectable } from '@nestjs/common';
import { type Actor, type Call, Transactions } from '#libs/kernel';

/** That a link of an account was made or ended, as contract-linking tells it. */
export interface LinkNews {
  /** Of the fact. */
  id: string;
  accountId: string;
  actor: Actor;
  what: { action: 'customer.linked' | 'customer.unlinked'; customerNumber: string } | { action: 'customer-centre.linked' | 'customer-centre.unlinked'; accessNumber: string };
}

/** Links stand in the activity of their holder. Who asked for them from where is in the audit log of contract-linking. */
@Injectable()
export class RecordLinkActivityUseCase {
  constructor(private readonly transactions: Transactions) {}

  async execute({ id, accountId, actor, what: { action, ...details } }: LinkNews, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (await tx.claim(id)) tx.audit({ action, actor, accountId, details });
    });
  }
}
