import { Injectable } from '@nestjs/common';
import { type Actor, type Call, Clock, idFor, Transactions } from '#libs/kernel';
import { MOST_LINKS_AT_ONCE } from '../domain/customer-centre-link.js';
import { CustomerCentreLinkStore } from '../domain/customer-centre-link.store.js';
import { factOfLink } from './customer-centre-facts.js';

/** `linkIds`: all of the account's unless given. `cause`: what took their basis away, in one word. */
export interface LinksToEnd {
  accountId: string;
  linkIds?: readonly string[];
  actor: Actor;
  cause: string;
}

/**
 * Links to the customer centre end with what they rest on: the administration of the contract, as entitlements says, or the account. A part at a
 * time; once more changes nothing, whatever comes twice or from two sides.
 */
@Injectable()
export class EndCustomerCentreLinksUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly links: CustomerCentreLinkStore,
    private readonly clock: Clock,
  ) {}

  async execute(ended: LinksToEnd, call: Call): Promise<void> {
    const saveId = saveIdOf(call, ended, this.clock.now());
    while ((await this.endSome(ended, saveId, call)) === MOST_LINKS_AT_ONCE);
  }

  private endSome({ accountId, linkIds, actor, cause }: LinksToEnd, saveId: string, call: Call): Promise<number> {
    return this.transactions.run(call, async (tx) => {
      const ended = await this.links.endSomeOf(tx, accountId, { most: MOST_LINKS_AT_ONCE, ...(linkIds && { linkIds }) }, this.clock.now());
      for (const link of ended) tx.emit(factOfLink(link, actor, saveId));
      const accessNumbers = ended.map(({ accessNumber }) => accessNumber);
      if (ended.length > 0) tx.audit({ action: 'customer-centre.unlinked', actor, accountId, details: { accessNumbers, cause } });
      return ended.length;
    });
  }
}

const WINDOW_MS = 600_000;

/**
 * One for all links that one change ended, though the stream tells of each in a fact of its own: they share the trace of the change. Callers choose
 * their trace, so it joins no two changes that lie further apart.
 */
function saveIdOf({ traceparent }: Call, { accountId, actor, cause }: LinksToEnd, now: Date): string {
  return idFor(['revoked', traceparent.split('-')[1], accountId, cause, actor.kind, actor.accountId, Math.floor(now.getTime() / WINDOW_MS)].join(' '));
}
