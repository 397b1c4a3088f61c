import { Injectable } from '@nestjs/common';
import { Transactions, type Call } from '#libs/kernel';
import type { AuthorizationNews } from '../domain/mobile-authorization.js';
import { MobileAuthorizations } from './mobile-authorizations.js';

/** The CRM says that a master administrator has (no longer) a mobile customer number. */
@Injectable()
export class RecordMobileAuthorizationUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly authorizations: MobileAuthorizations,
  ) {}

  async execute(news: AuthorizationNews, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (await tx.claim(news.stamp.id)) await this.authorizations.hear(news, tx);
    });
  }
}
