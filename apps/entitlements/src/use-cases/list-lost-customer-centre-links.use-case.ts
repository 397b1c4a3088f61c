import { Injectable } from '@nestjs/common';
import { type listLostCustomerCentreLinks, MOST_LOST_LINKS, type ReplyOf, type RequestOf } from '#libs/contracts';
import { LinkStore } from '../domain/link.store.js';

/** Links to the Kundencenter that lost their basis, of which contract-linking may not have heard yet. */
@Injectable()
export class ListLostCustomerCentreLinksUseCase {
  constructor(private readonly links: LinkStore) {}

  async execute({ accountId, after }: RequestOf<typeof listLostCustomerCentreLinks>): Promise<ReplyOf<typeof listLostCustomerCentreLinks>> {
    return { links: await this.links.listLost(accountId, MOST_LOST_LINKS, after) };
  }
}
