import { Injectable } from '@nestjs/common';
import { customerCentreUnlinked, type ReplyOf, type RequestOf, type unlinkCustomerCentre } from '#libs/contracts';
import { type Call, Clock, DomainError, newId, type Transaction, Transactions } from '#libs/kernel';
import { selfAs } from '../domain/actors.js';
import { CustomerCentreLinkStore } from '../domain/customer-centre-link.store.js';
import { factOfLink } from './customer-centre-facts.js';

/** The caller ends a link to the customer centre; repeating it changes nothing. */
@Injectable()
export class UnlinkCustomerCentreUseCase {
  constructor(
    private readonly transactions: Transactions,
    private readonly links: CustomerCentreLinkStore,
    private readonly clock: Clock,
  ) {}

  async execute({ accountId, accessNumber, origin }: RequestOf<typeof unlinkCustomerCentre>, call: Call): Promise<ReplyOf<typeof unlinkCustomerCentre>> {
    const saveId = newId();
    return this.transactions.run(call, async (tx) => {
      const ended = await this.links.endOf(tx, accountId, accessNumber, this.clock.now());
      if (!ended) return this.repeat(accountId, accessNumber, tx);
      const actor = selfAs(accountId);
      tx.emit(factOfLink(ended, actor, saveId));
      tx.audit({ action: 'customer-centre.unlinked', actor, accountId, origin, details: { accessNumber } });
      return {};
    });
  }

  private async repeat(accountId: string, accessNumber: string, tx: Transaction): Promise<ReplyOf<typeof unlinkCustomerCentre>> {
    const earlier = await this.links.lastEnded(tx, accountId, accessNumber);
    if (!earlier) throw new DomainError('not-found');
    await tx.recall(customerCentreUnlinked.type, earlier.id);
    return {};
  }
}
