import { Injectable } from '@nestjs/common';
import type { listCustomerCentreLinks, ReplyOf, RequestOf } from '#libs/contracts';
import { CustomerCentreLinkStore } from '../domain/customer-centre-link.store.js';
import { cutAtNumber, numberPageOf } from './access-number-cursor.js';

/** The caller's own, by access number. */
@Injectable()
export class ListCustomerCentreLinksUseCase {
  constructor(private readonly links: CustomerCentreLinkStore) {}

  async execute({ accountId, limit, cursor }: RequestOf<typeof listCustomerCentreLinks>): Promise<ReplyOf<typeof listCustomerCentreLinks>> {
    const found = await this.links.listOf(accountId, numberPageOf({ limit, cursor }));
    const { shown, nextCursor } = cutAtNumber(found, limit);
    return { items: shown.map(({ accessNumber, linkedAt }) => ({ accessNumber, linkedAt: linkedAt.toISOString() })), nextCursor };
  }
}
