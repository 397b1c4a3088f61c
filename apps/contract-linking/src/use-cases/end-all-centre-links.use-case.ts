import { Injectable } from '@nestjs/common';
import { type Actor, type Call, Clock, newId, Transactions } from '#libs/kernel';
import { MOST_LINKS_AT_ONCE } from '../domain/customer-centre-link.js';
import { CustomerCentreLinkStore } from '../domain/customer-centre-link.store.js';
import { factOfLink } from './customer-centre-facts.js';

/** An account was closed: its links to the customer centre end, a handful at a time. Once more changes nothing, whatever comes twice. */
@Injectable()
export class EndAllCentreLinksUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly links: CustomerCentreLinkStore,
    private readonly clock: Clock,
  ) {}

  async execute(accountId: string, actor: Actor, call: Call): Promise<void> {
    const saveId = newId();
    while ((await this.endSome(accountId, actor, saveId, call)) === MOST_LINKS_AT_ONCE);
  }

  private endSome(accountId: string, actor: Actor, saveId: string, call: Call): Promise<number> {
    return this.transactions.run(call, async (tx) => {
      const ended = await this.links.endSomeOf(tx, accountId, MOST_LINKS_AT_ONCE, this.clock.now());
      for (const link of ended) tx.emit(factOfLink(link, actor, saveId));
      const accessNumbers = ended.map(({ accessNumber }) => accessNumber);
      if (ended.length > 0) tx.audit({ action: 'customer-centre.unlinked', actor, accountId, details: { accessNumbers, cause: 'account.closed' } });
      return ended.length;
    });
  }
}
