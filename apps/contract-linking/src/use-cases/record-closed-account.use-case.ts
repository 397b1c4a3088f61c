import { Injectable } from '@nestjs/common';
import type { Actor, Call } from '#libs/kernel';
import { AccountStore } from '../domain/account.store.js';
import type { CustomerLink } from '../domain/customer-link.js';
import { CustomerLinkStore } from '../domain/customer-link.store.js';
import { OperationsAlarm } from '../domain/operations-alarm.js';
import { CustomerLinks } from './customer-links.js';
import { CustomerLock } from './customer-lock.js';

const BATCH = 100;

/** Whose account, when, and by whom it was closed. */
export interface ClosedAccount {
  accountId: string;
  closedAt: Date;
  actor: Actor;
}

/** An account was closed: it opens no link any more, and those that it has end. Repeating it changes nothing. */
@Injectable()
export class RecordClosedAccountUseCase {
  constructor(
    private readonly accounts: AccountStore,
    private readonly store: CustomerLinkStore,
    private readonly lock: CustomerLock,
    private readonly links: CustomerLinks,
    private readonly alarm: OperationsAlarm,
  ) {}

  async execute({ accountId, closedAt, actor }: ClosedAccount, call: Call): Promise<void> {
    // First of all, so that no link is opened behind the last one that is found here.
    await this.accounts.close(accountId, closedAt);
    for (;;) {
      const open = await this.store.listOf(accountId, { limit: BATCH });
      for (const link of open) await this.end(link, actor, call);
      if (open.length < BATCH) return;
    }
  }

  private async end({ accountId, customerNumber }: CustomerLink, actor: Actor, call: Call): Promise<void> {
    const wasLast = await this.lock.hold(customerNumber, call, async (tx) => {
      const link = await this.store.findOpen(tx, accountId, customerNumber);
      if (!link) return false;
      const standing = await this.links.standingOf(link, tx);
      await this.links.end(link, standing, { actor }, tx);
      return standing.isLast;
    });
    if (wasLast) this.alarm.lastAdministratorLeft({ accountId, customerNumber });
  }
}
