import { Injectable } from '@nestjs/common';
import { type Actor, type Call, Clock, idFor, Transactions } from '#libs/kernel';
import { CustomerCentreLinkStore } from '../domain/customer-centre-link.store.js';
import { factOfLink } from './customer-centre-facts.js';

/** What took the rights of a link away: `cause` in one word. */
export interface RevokedLink {
  linkId: string;
  actor: Actor;
  cause: string;
}

/** entitlements took the rights that came from a link: its holder does not administer the contract any more, and with that the link ends too. */
@Injectable()
export class EndRevokedCentreLinkUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly links: CustomerCentreLinkStore,
    private readonly clock: Clock,
  ) {}

  async execute(messageId: string, { linkId, actor, cause }: RevokedLink, call: Call): Promise<void> {
    await this.transactions.run(call, async (tx) => {
      if (!(await tx.claim(messageId))) return;
      const now = this.clock.now();
      const ended = await this.links.end(tx, linkId, now);
      // Mostly it ended first, and the rights because of it.
      if (!ended) return;
      const { accountId, accessNumber } = ended;
      tx.emit(factOfLink(ended, actor, saveIdOf(call, accountId, now)));
      tx.audit({ action: 'customer-centre.unlinked', actor, accountId, details: { accessNumber, cause } });
    });
  }
}

const WINDOW_MS = 600_000;

/**
 * One for all links that one change ended, though each is told in a fact of its own: they share the trace of the change. Callers choose their trace,
 * so it joins no two changes that lie further apart.
 */
function saveIdOf({ traceparent }: Call, accountId: string, now: Date): string {
  return idFor(['revoked', traceparent.split('-')[1], accountId, Math.floor(now.getTime() / WINDOW_MS)].join(' '));
}
