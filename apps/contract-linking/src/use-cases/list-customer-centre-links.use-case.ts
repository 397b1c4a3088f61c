import { Injectable } from '@nestjs/common';
import type { listCustomerCentreLinks, ReplyOf, RequestOf } from '#libs/contracts';
import { CustomerCentreLinkStore } from '../domain/customer-centre-link.store.js';
import { keyOfCursor, pageOf } from './keyset-cursor.js';

/** The caller's own, by access number. */
@Injectable()
export class ListCustomerCentreLinksUseCase {
  constructor(private readonly links: CustomerCentreLinkStore) {}

  async execute({ accountId, limit, cursor }: RequestOf<typeof listCustomerCentreLinks>): Promise<ReplyOf<typeof listCustomerCentreLinks>> {
    const after = keyOfCursor(cursor, /^\d{6,20}$/);
    const found = await this.links.listOf(accountId, { limit: limit + 1, ...(after && { after }) });
    const { shown, nextCursor } = pageOf(found, limit, ({ accessNumber }) => accessNumber);
    return { items: shown.map(({ accessNumber, linkedAt }) => ({ accessNumber, linkedAt: linkedAt.toISOString() })), nextCursor };
  }
}
