import { Injectable } from '@nestjs/common';
import type { listCustomerLinks, ReplyOf, RequestOf } from '#libs/contracts';
import { Clock } from '#libs/kernel';
import { CustomerLinkStore } from '../domain/customer-link.store.js';
import { SeenContractStore } from '../domain/seen-contract.store.js';
import { keyOfCursor, pageOf } from './keyset-cursor.js';

/** The customer numbers that the caller is connected with, and how many active contracts each has. */
@Injectable()
export class ListCustomerLinksUseCase {
  constructor(
    private readonly links: CustomerLinkStore,
    private readonly contracts: SeenContractStore,
    private readonly clock: Clock,
  ) {}

  async execute({ accountId, limit, cursor }: RequestOf<typeof listCustomerLinks>): Promise<ReplyOf<typeof listCustomerLinks>> {
    const after = keyOfCursor(cursor, /^\d{6,14}$/);
    const found = await this.links.listOf(accountId, { limit: limit + 1, ...(after && { after }) });
    const { shown, nextCursor } = pageOf(found, limit, ({ customerNumber }) => customerNumber);
    const counts = await this.contracts.countActive(shown.map(({ customerNumber }) => customerNumber), this.clock.now());
    return { items: shown.map(({ customerNumber, linkedAt }) => ({ customerNumber, linkedAt: linkedAt.toISOString(), contracts: counts.get(customerNumber) ?? 0 })), nextCursor };
  }
}
